using Npgsql;

namespace PositionLedger.Server.Store.Roles;

/// <summary>Lets in the roles that own nothing: makes one where it is missing, and gives it its password where it has another.</summary>
internal sealed class RoleMaker(NpgsqlConnection owner)
{
    /// <summary>Throws <see cref="CannotStartException"/> where the role can't connect and the owner can't help it.</summary>
    public async Task LetInAsync(Account account, CancellationToken cancel)
    {
        if (account.IsMade)
            await AsOwnerAsync(account, () => MakeAsync(account, cancel));
        var entry = await Entry.TryAsync(account, cancel);
        if (account.IsMade && entry.IsShutOut)
        {
            await AsOwnerAsync(account, () => RenewAsync(account, cancel));
            entry = await Entry.TryAsync(account, cancel);
        }

        if (entry.Refusal is { } refusal)
        {
            throw new CannotStartException(
                $"The role {account.Role} can't connect to the database ({refusal.Message}): let it, or give another's connection string "
                + $"as {account.Setting}.", refusal);
        }

        if (entry.Database != owner.Database)
            throw new CannotStartException($"{account.Setting} names the database {entry.Database}, and the ledger's is {owner.Database}.");
    }

    private async Task MakeAsync(Account account, CancellationToken cancel)
    {
        var role = Quoted.Name(account.Role);
        if (!await AskAsync<bool>("select exists (select from pg_roles where rolname = $1)", cancel, account.Role))
        {
            try
            {
                var mark = Quoted.Text(await MarkAsync(cancel));
                await RunAsync($"create role {role} {Login(account)}; comment on role {role} is {mark}", cancel);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UniqueViolation)
            {
                // A ledger in another database of this cluster was quicker: each has its own lock, and roles belong to all.
            }
        }

        if (!await AskAsync<bool>("select has_database_privilege($1, current_database(), 'connect')", cancel, account.Role))
            await RunAsync($"grant connect on database {Quoted.Name(owner.Database)} to {role}", cancel);
    }

    // The owner's password has changed since, or somebody locked the role. One that isn't of our making keeps its password.
    private async Task RenewAsync(Account account, CancellationToken cancel)
    {
        const string Mark = "select coalesce((select shobj_description(oid, 'pg_authid') from pg_roles where rolname = $1), '')";
        if (await AskAsync<string>(Mark, cancel, account.Role) != await MarkAsync(cancel))
        {
            throw new CannotStartException(
                $"There is a role {account.Role} that this ledger didn't make and can't connect as: give its connection string as "
                + $"{account.Setting}, or choose other names with LEDGER_ROLES.");
        }

        try
        {
            await RunAsync($"alter role {Quoted.Name(account.Role)} {Login(account)}", cancel);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.InternalError, MessageText: "tuple concurrently updated" })
        {
            // A ledger in another database is doing the same.
        }
    }

    private static string Login(Account account) =>
        "login noinherit" + (account.Password is { } password ? $" password {Quoted.Text(ScramVerifier.Of(password))}" : "");

    private async Task<string> MarkAsync(CancellationToken cancel) =>
        $"PositionLedger's, made by {await AskAsync<string>("select current_user::text", cancel)}";

    private static async Task AsOwnerAsync(Account account, Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (PostgresException refusal) when (refusal.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new CannotStartException(
                $"The owner of the ledger may not make the role {account.Role} ({refusal.MessageText}): let it (alter role … createrole), "
                + "or make two roles yourself (create role … login noinherit password '…') and give their connection strings as "
                + "ConnectionStrings__ledger_server and ConnectionStrings__ledger_sealer.", refusal);
        }
    }

    private async Task<T> AskAsync<T>(string sql, CancellationToken cancel, params string[] values)
    {
        await using var command = new NpgsqlCommand(sql, owner);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }

    private async Task RunAsync(string sql, CancellationToken cancel)
    {
#pragma warning disable CA2100 // names and texts in it are quoted
        await using var command = new NpgsqlCommand(sql, owner);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancel);
    }
}
