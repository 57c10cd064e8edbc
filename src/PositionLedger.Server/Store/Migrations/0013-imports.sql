-- Each file that was sent to be imported, how far it is, and what became of it.
--   state: staging while the upload comes in; nobody was told of it yet
--   header: the columns of a CSV file; null for NDJSON
--   next_block: the first that isn't dealt with yet; moved on in the transaction that records the block before it
--   attempts: how often the block that is next was begun in vain
create table ledger.import (
  id uuid primary key,
  recorded_by text not null,
  client text,
  options jsonb not null,
  header text[],
  state text not null default 'staging' check (state in ('staging', 'running', 'completed', 'failed')),
  phase text check (phase in ('validating', 'recording', 'deriving')),
  lines bigint not null default 0,
  next_block int not null default 0,
  read bigint not null default 0,
  recorded bigint not null default 0,
  unchanged bigint not null default 0,
  refused bigint not null default 0,
  attempts int not null default 0,
  why text,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
create index import_in_progress on ledger.import (id) where state in ('staging', 'running');

-- What was sent, some thousands of lines each, compressed; gone when the import has ended.
create table ledger.import_block (
  import_id uuid not null,
  number int not null,
  first_line bigint not null,
  lines int not null,
  content bytea not null,
  primary key (import_id, number)
);
alter table ledger.import_block alter column content set storage external;

create table ledger.import_refusal (
  import_id uuid not null,
  line bigint not null,
  place int not null,
  field text,
  code text not null,
  why text not null,
  primary key (import_id, line, place)
);

-- Parties, issues and sources that lines name and the ledger doesn't know, or didn't until the import created them.
create table ledger.import_missing (
  import_id uuid not null,
  kind text not null check (kind in ('party', 'issue', 'source')),
  id text collate "C" not null,
  lines bigint not null,
  created boolean not null,
  primary key (import_id, kind, id)
);

-- What an import that only validates would have recorded: what later lines refer to, or repeat. There is one such import at a time.
create table ledger.import_statement (like ledger.statement_version including indexes);
create view ledger.known_or_staged as
  select * from ledger.statement_version v
  where v.closed_by is not null or not exists (select from ledger.import_statement s where s.statement_id = v.statement_id)
  union all
  select * from ledger.import_statement;

-- Cells that a large import added to, until they are derived anew: their grades are -1, and nothing of them is kept.
create index stance_cell_stale on ledger.stance_cell (party, issue) where grades < 0;
