-- When events were lost whose leaves were put back from a mirror of the log: such leaves have no event, and questions at such sizes no answer.
--   from_size, to_size: how many leaves there still were, and how many there are with those that were put back
--   lost: of how many of them the event is missing
--   note: says the same, signed (docs/reference/sealed-ledger.md)
create table ledger.recovery (
  from_size bigint primary key check (from_size >= 0),
  to_size bigint not null check (to_size > from_size),
  lost bigint not null check (lost >= 0 and lost <= to_size - from_size),
  recovered_at timestamptz not null,
  note text not null
);

create trigger refuse_change before update or delete on ledger.recovery for each row execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.recovery for each statement execute function ledger.refuse_change();
