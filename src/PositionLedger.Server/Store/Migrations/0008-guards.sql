-- Whatever was sent, an event is recorded now, is nobody's class, and isn't put away; and it comes after those before it in its
-- stream, without a gap. The path is fixed so that no function or operator of somebody else stands in for PostgreSQL's own.
-- Marten fills the numbers of what was rolled back with events in a stream of its own: what didn't happen leaves nothing here.
create or replace function ledger.stamp_event() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  last_version bigint;
  last_number bigint;
  last_time timestamptz;
begin
  if new.stream_id = 'mt_tombstone' then
    return null;
  end if;
  select e.version, e.seq_id, e.timestamp into last_version, last_number, last_time
  from ledger.mt_events e where e.stream_id = new.stream_id order by e.version desc limit 1;
  if new.version < 1 or new.version > coalesce(last_version, 0) + 1 or new.seq_id <= last_number then
    raise exception 'The ledger is append-only: an event % of % out of its order is refused.', new.version, new.stream_id
      using errcode = 'PL001';
  end if;
  new.timestamp := greatest(clock_timestamp(), last_time);
  new.mt_dotnet_type := null;
  new.is_archived := false;
  return new;
end $$;

-- Of a stream nothing changes but its version, and that is always the one of its last event.
create function ledger.keep_stream() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  kept ledger.mt_streams := old;
begin
  kept.version := new.version;
  kept.timestamp := new.timestamp;
  if new is distinct from kept or new.version is distinct from
    (select e.version from ledger.mt_events e where e.stream_id = new.id order by e.version desc limit 1)
  then
    raise exception 'The ledger is append-only: this update of the stream % is refused.', old.id using errcode = 'PL001';
  end if;
  return new;
end $$;
create trigger keep_stream before update on ledger.mt_streams for each row execute function ledger.keep_stream();

-- A salt may be erased, but one by one.
create trigger refuse_truncate before truncate on ledger.event_salt for each statement execute function ledger.refuse_change();
