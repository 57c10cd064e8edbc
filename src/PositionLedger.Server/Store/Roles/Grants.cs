using Npgsql;

namespace PositionLedger.Server.Store.Roles;

/// <summary>What the roles of the server and of the sealer may do: this, and nothing else. Granted anew at each start, so that it holds
/// for whatever a migration has made.</summary>
internal static class Grants
{
    // The tables of the sealed ledger: the sealer adds to them, and nobody changes them.
    private const string Sealed = "ledger.leaf, ledger.event_salt, ledger.tree_node, ledger.checkpoint, ledger.log_key, ledger.recovery";

    // A superuser, an owner, or a member of another or of PostgreSQL's own powerful roles.
    private const string IsPowerful = """
        select (select rolcreaterole from pg_roles where rolname = $1)
          or exists (select from unnest(array[current_user, $2, 'pg_write_server_files', 'pg_execute_server_program']) powerful
            where pg_has_role($1, powerful, 'member'))
          or exists (select from pg_class where relnamespace = 'ledger'::regnamespace and pg_has_role($1, relowner, 'member'))
        """;

    // By a grant to everybody, or to a role that it is a member of.
    private const string MayChange = """
        select has_schema_privilege($1, 'ledger', 'create') or has_any_column_privilege($1, $2, 'insert')
          or exists (select from unnest($3::regclass[]) kept
            where has_any_column_privilege($1, kept, 'update') or has_table_privilege($1, kept, 'delete, truncate, trigger'))
        """;

    /// <summary>Throws <see cref="CannotStartException"/>, and grants nothing, where a role could do more.</summary>
    public static async Task ApplyAsync(NpgsqlConnection owner, Accounts accounts, CancellationToken cancel)
    {
        var (server, sealer, kept) = (accounts.Server, accounts.Sealer, $"ledger.mt_events, ledger.cosignature, {Sealed}".Split(", "));
        await using var transaction = await owner.BeginTransactionAsync(cancel);
        await CheckAsync(owner, server, IsPowerful, cancel, server.Role, sealer.Role);
        await CheckAsync(owner, sealer, IsPowerful, cancel, sealer.Role, server.Role);
#pragma warning disable CA2100 // both names are quoted
        await using (var grant = new NpgsqlCommand(Sql(Quoted.Name(server.Role), Quoted.Name(sealer.Role)), owner))
            await grant.ExecuteNonQueryAsync(cancel);
#pragma warning restore CA2100
        await CheckAsync(owner, server, MayChange, cancel, server.Role, "ledger.leaf", kept);
        await CheckAsync(owner, sealer, MayChange, cancel, sealer.Role, "ledger.mt_events", kept);
        await transaction.CommitAsync(cancel);
    }

    private static string Sql(string server, string sealer) => $"""
        revoke all on schema ledger, {ReadModels.ReadModels.ShadowSchema} from public, {server}, {sealer};
        revoke all on all tables in schema ledger, {ReadModels.ReadModels.ShadowSchema} from {server}, {sealer};
        revoke all on all sequences in schema ledger from {server}, {sealer};
        revoke all on all functions in schema ledger, {ReadModels.ReadModels.ShadowSchema} from public, {server}, {sealer};
        grant usage on schema ledger to {server}, {sealer};

        grant select, insert on ledger.mt_events to {server};
        grant usage on sequence ledger.mt_events_sequence to {server};
        grant select, insert, update (version, timestamp) on ledger.mt_streams to {server};
        grant execute on function ledger.mt_quick_append_events to {server};
        grant select on ledger.migration, {Sealed} to {server};
        grant select, insert, update, delete on ledger.regrade, {string.Join(", ", ReadModels.ReadModels.Tables)} to {server};
        grant select, insert, update on ledger.api_key to {server};
        grant select, insert on ledger.cosignature to {server};
        grant select, insert, update on ledger.replay to {server};
        grant select, insert, update, delete on ledger.import, ledger.import_block, ledger.import_refusal, ledger.import_missing, ledger.import_statement to {server};
        grant select on ledger.known_or_staged to {server};
        grant execute on function ledger.search_language, ledger.search_words, ledger.recorded_events to {server};
        grant usage on schema {ReadModels.ReadModels.ShadowSchema} to {server};
        grant select, insert, update, delete on all tables in schema {ReadModels.ReadModels.ShadowSchema} to {server};
        grant execute on function {ReadModels.ReadModels.ShadowSchema}.clear to {server};

        grant select on ledger.mt_events, ledger.mt_streams to {sealer};
        grant select, insert on {Sealed} to {sealer};
        """;

    private static async Task CheckAsync(
        NpgsqlConnection owner, Account account, string couldDoMore, CancellationToken cancel, params object[] values)
    {
        await using var ask = new NpgsqlCommand(couldDoMore, owner);
        foreach (var value in values)
            ask.Parameters.Add(new() { Value = value });
        if (await ask.ExecuteScalarAsync(cancel) is true)
        {
            throw new CannotStartException(
                $"The role {account.Role} could change what is recorded or sealed, by what it owns, belongs to or was granted elsewhere: "
                + $"give the connection string of a role with no rights, one for the server and one for the sealer, as {account.Setting}.");
        }
    }
}
