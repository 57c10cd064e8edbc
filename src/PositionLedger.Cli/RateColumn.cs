using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PositionLedger.Cli;

/// <summary>How many lines, or events, are done in a second.</summary>
internal sealed class RateColumn : ProgressColumn
{
    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.Speed is { } speed ? $"{speed.ToString("N0", CultureInfo.InvariantCulture)}/s" : "");
}
