using Spectre.Console;

namespace PositionLedger.Cli.Verification;

/// <summary>Shows on a terminal how far a long reading has come; elsewhere it shows nothing.</summary>
internal static class ReadingProgress
{
    /// <param name="work">Tells how much of how much is done.</param>
    public static Task<T> ShowAsync<T>(Surroundings around, string what, Func<Action<long, long>, Task<T>> work)
    {
        if (!around.ErrorIsTerminal)
            return work((_, _) => { });

        return Screen.Of(around.Error, isTerminal: true).Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(what);
                return work((done, all) =>
                {
                    bar.MaxValue = Math.Max(done, all);
                    bar.Value = done;
                });
            });
    }
}
