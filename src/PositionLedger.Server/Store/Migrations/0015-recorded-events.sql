-- How many events are recorded, in the state that the question sees. Exact, unlike a sequence; but the sum over all streams takes longer
-- than answering for a stance, so each session remembers the last one with the state that it was of: as long as nothing is committed
-- anywhere, that is the same. Whoever writes in this very transaction, or asks a standby, whose states don't tell all, gets the sum.
create function ledger.recorded_events() returns bigint language plpgsql stable as $$
declare
  state text := pg_current_snapshot()::text || ' ' || extract(epoch from pg_postmaster_start_time());
  remembered text := current_setting('ledger.recorded_events', true);
  is_telling boolean := pg_current_xact_id_if_assigned() is null and not pg_is_in_recovery();
  events bigint;
begin
  if is_telling and split_part(remembered, '/', 1) = state then
    return split_part(remembered, '/', 2)::bigint;
  end if;
  select coalesce(sum(version), 0) into events from ledger.mt_streams;
  if is_telling then
    perform set_config('ledger.recorded_events', state || '/' || events, false);
  end if;
  return events;
end
$$;
