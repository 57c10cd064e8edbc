namespace PositionLedger.Server.Store;

/// <summary>The triggers that keep what is recorded and sealed, whatever migration made them.</summary>
internal static class Guards
{
    /// <summary>Has them work in every session. Else one that plays a replica (session_replication_role) would do without them.</summary>
    public const string AlwaysOn = """
        do $$
        declare
          guard record;
        begin
          for guard in
            select t.tgrelid::regclass as guarded, t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
            where c.relnamespace = 'ledger'::regnamespace and t.tgenabled <> 'A'
              and t.tgname in ('stamp_event', 'keep_stream', 'refuse_change', 'refuse_truncate')
          loop
            execute format('alter table %s enable always trigger %I', guard.guarded, guard.name);
          end loop;
        end $$
        """;
}
