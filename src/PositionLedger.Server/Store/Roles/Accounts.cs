using System.Text.RegularExpressions;

namespace PositionLedger.Server.Store.Roles;

/// <summary>As whom the server and its sealer connect; the tables belong to neither.</summary>
public sealed partial record Accounts(Account Server, Account Sealer)
{
    private const string DefaultPrefix = "ledger";

    /// <summary>ConnectionStrings:ledger_server and ledger_sealer; where one isn't given, a role that the start makes beside the owner.
    /// Throws <see cref="CannotStartException"/>.</summary>
    /// <param name="owner">The connection string of the tables' owner.</param>
    public static Accounts Of(string owner, IConfiguration configuration)
    {
        var prefix = configuration["LEDGER_ROLES"] is { Length: > 0 } chosen ? chosen : DefaultPrefix;
        if (!Prefix().IsMatch(prefix))
        {
            throw new CannotStartException(
                $"LEDGER_ROLES is '{prefix}', and names of roles begin with it: choose up to 40 small letters, digits and underscores.");
        }

        return new(Of("server"), Of("sealer"));

        Account Of(string part)
        {
            var setting = $"ConnectionStrings__ledger_{part}";
            return configuration.GetConnectionString($"ledger_{part}") is { Length: > 0 } given
                ? Account.Given(setting, given)
                : Account.Beside(owner, $"{prefix}_{part}", setting);
        }
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,39}$")]
    private static partial Regex Prefix();
}
