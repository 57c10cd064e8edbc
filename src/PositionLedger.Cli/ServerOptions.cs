using System.CommandLine;

namespace PositionLedger.Cli;

/// <summary>Which ledger is asked, and as whom: options that every command has.</summary>
internal sealed class ServerOptions(Surroundings around)
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    private readonly Option<string?> _url = new("--url")
    {
        Description = $"Where the ledger is; else LEDGER_URL, else {DefaultUrl}.", HelpName = "URL", Recursive = true,
    };

    private readonly Option<string?> _key = new("--api-key")
    {
        Description = "The key of whoever records or asks; else LEDGER_API_KEY.", HelpName = "KEY", Recursive = true,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print JSON.", Recursive = true };

    public void AddTo(RootCommand root)
    {
        _url.Validators.Add(result =>
        {
            if (AddressOf(result.GetValueOrDefault<string?>()) is null)
                result.AddError($"--url must be an address such as {DefaultUrl}.");
        });
        root.Options.Add(_url);
        root.Options.Add(_key);
        root.Options.Add(_json);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public LedgerServer Connect(ParseResult parsed)
    {
        var url = parsed.GetValue(_url) ?? Variable("LEDGER_URL") ?? DefaultUrl;
        var address = AddressOf(url) ?? throw new UsageException($"LEDGER_URL must be an address such as {DefaultUrl}.");
        return new(around.Handler, address, parsed.GetValue(_key) ?? Variable("LEDGER_API_KEY"));
    }

    private string? Variable(string name) => around.Variable(name) is { Length: > 0 } value ? value : null;

    // A path in it is where the ledger's own paths begin.
    private static Uri? AddressOf(string? url) =>
        Uri.TryCreate($"{url?.TrimEnd('/')}/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
