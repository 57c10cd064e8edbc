-- The only home of ledger positions: an event's place in the Merkle tree (RFC 6962), given once, in order of sealing. An event without
-- a leaf isn't sealed yet. No read model holds a position, and no rebuild can renumber anything.
--   entry: what the leaf's hash is of, RFC 8785 JSON; it commits to the event without showing it (docs/reference/sealed-ledger.md)
create table ledger.leaf (
  leaf_index bigint primary key check (leaf_index >= 0),
  event_id uuid not null unique,
  entry bytea not null check (octet_length(entry) <= 65535),
  hash bytea not null check (octet_length(hash) = 32)
);

-- What hides the event in its leaf. Whoever may see the event may see its salt too; without it nobody can test a guess.
create table ledger.event_salt (
  event_id uuid primary key,
  salt bytea not null check (octet_length(salt) = 32)
);

-- The roots of complete subtrees of 256^level leaves, from level 1 on; level 0 are the leaves' own hashes.
create table ledger.tree_node (
  level int not null check (level >= 1),
  node_index bigint not null check (node_index >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (level, node_index)
);

-- The tree as it was signed. Two may have the same size: the later one says that nothing was sealed in between.
--   note: the checkpoint as a signed note (C2SP tlog-checkpoint); seal: the same with its time, signed too
create table ledger.checkpoint (
  sealed_at timestamptz primary key,
  tree_size bigint not null check (tree_size >= 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  seal text not null
);
create index checkpoint_of_size on ledger.checkpoint (tree_size, sealed_at);

-- By which keys this ledger signs, in the order in which they came.
--   introduction: a note that names the key, signed by one known before; null for the first
create table ledger.log_key (
  number int primary key check (number >= 1),
  origin text not null,
  verifier_key text not null unique,
  introduction text,
  added_at timestamptz not null default clock_timestamp()
);

create trigger refuse_change before update or delete on ledger.leaf for each row execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.leaf for each statement execute function ledger.refuse_change();
create trigger refuse_change before update or delete on ledger.tree_node for each row execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.tree_node for each statement execute function ledger.refuse_change();
create trigger refuse_change before update or delete on ledger.checkpoint for each row execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.checkpoint for each statement execute function ledger.refuse_change();
create trigger refuse_change before update or delete on ledger.log_key for each row execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.log_key for each statement execute function ledger.refuse_change();

-- A salt may be deleted, by the owner alone, to erase an event for legal reasons; it is never another one.
create trigger refuse_change before update on ledger.event_salt for each row execute function ledger.refuse_change();

-- Wakes the sealer when the transaction commits; one notice a transaction, however many events.
create function ledger.notice_events() returns trigger language plpgsql as $$
begin
  perform pg_notify('ledger_events', '');
  return null;
end $$;
create trigger notice_events after insert on ledger.mt_events for each statement execute function ledger.notice_events();
