-- Recorded-at is the database's clock and never goes back within a stream; whatever the application sent is overwritten.
-- The names of its classes are no part of the history either.
create function ledger.stamp_event() returns trigger language plpgsql as $$
begin
  new.timestamp := greatest(clock_timestamp(),
    (select e.timestamp from ledger.mt_events e where e.stream_id = new.stream_id order by e.version desc limit 1));
  new.mt_dotnet_type := null;
  return new;
end $$;

create trigger stamp_event before insert on ledger.mt_events
  for each row execute function ledger.stamp_event();

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger is append-only: % on %.% is refused.', tg_op, tg_table_schema, tg_table_name using errcode = 'PL001';
end $$;

create trigger refuse_change before update or delete on ledger.mt_events
  for each row execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.mt_events
  for each statement execute function ledger.refuse_change();
create trigger refuse_change before delete on ledger.mt_streams
  for each row execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.mt_streams
  for each statement execute function ledger.refuse_change();
