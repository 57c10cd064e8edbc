-- What witnesses signed: that they saw the log with so many entries, and that it had done nothing but grow since they saw it last.
create table ledger.cosignature (
  witness text not null,
  tree_size bigint not null check (tree_size >= 0),
  line text not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (witness, tree_size)
);
create index cosignature_of_size on ledger.cosignature (tree_size);

create trigger refuse_change before update or delete on ledger.cosignature for each row execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.cosignature for each statement execute function ledger.refuse_change();
