using System.CommandLine;
using System.Text.Json.Nodes;

namespace PositionLedger.Cli.Statements;

/// <summary>Which statement is amended, as of which revision, and why: what every amendment takes.</summary>
internal sealed class AmendmentOptions(string what)
{
    private readonly Argument<Guid> _statement = new("STATEMENT") { Description = "The id of a statement." };

    private readonly Option<string> _reason = new("--reason") { Description = $"Why it is {what}.", HelpName = "TEXT", Required = true };

    private readonly Option<string?> _only = new("--only")
    {
        Description = "Of a joint statement, the one party whose copy is meant.", HelpName = "PARTY",
    };

    private readonly Option<string?> _revision = new("--if-match")
    {
        Description = "The revision that you looked at, or * for any; else the one it has now.", HelpName = "REVISION",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_statement);
        command.Options.Add(_reason);
        command.Options.Add(_only);
        command.Options.Add(_revision);
        _revision.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>()?.Trim('"') is { } given && given != "*" && !int.TryParse(given, out _))
                result.AddError("--if-match must be a revision such as 2, or *.");
        });
    }

    /// <summary>The revision that was named, as it is sent; null where none was.</summary>
    public string? Pinned(ParseResult parsed) => parsed.GetValue(_revision)?.Trim('"') switch
    {
        null => null,
        "*" => "*",
        var number => $"\"{number}\"",
    };

    public string? Only(ParseResult parsed) => parsed.GetValue(_only);

    /// <summary>The statement as it stands.</summary>
    /// <exception cref="CannotAnswerException">There is none, or it has another revision than was named.</exception>
    public async Task<(JsonObject Statement, string Tag)> FindAsync(LedgerServer ledger, ParseResult parsed, CancellationToken cancel)
    {
        var answer = await ledger.SendAsync(HttpMethod.Get, Path(parsed), null, [], cancel);
        var (tag, pinned) = (answer.ETag ?? "*", Pinned(parsed));
        if (pinned is not (null or "*") && pinned != tag)
            throw new CannotAnswerException($"The statement has revision {tag.Trim('"')}, not {pinned.Trim('"')}: look at it again.");
        return (JsonNode.Parse(answer.Text)!.AsObject(), pinned ?? tag);
    }

    /// <summary>Sends it.</summary>
    /// <param name="call">Such as <c>corrections</c>.</param>
    /// <returns>The receipt.</returns>
    public async Task<string> SendAsync(
        LedgerServer ledger, ParseResult parsed, string call, JsonObject body, string tag, CancellationToken cancel)
    {
        body["reason"] = parsed.GetValue(_reason);
        if (Only(parsed) is { } only)
            body["only"] = only;
        var answer = await ledger.SendAsync(
            HttpMethod.Post, $"{Path(parsed)}/{call}", LedgerServer.Json(body), [("If-Match", tag)], cancel);
        return answer.Text;
    }

    private string Path(ParseResult parsed) => $"statements/{parsed.GetValue(_statement)}";
}
