-- Everything here can be made again from the events (ReadModels.RebuildAsync).
create table ledger.party (
  id text collate "C" primary key,
  name text not null,
  kind text not null,
  aliases text[] not null,
  opened_name text not null,
  opened_aliases text[] not null
);

create table ledger.issue (
  id text collate "C" primary key,
  negotiation text not null,
  title text not null,
  proposition text not null,
  parent text
);
create index issue_of_negotiation on ledger.issue (negotiation, id);

create table ledger.source (
  id text collate "C" primary key,
  name text not null,
  kind text,
  registered_reliability text not null,
  reliability text not null
);

-- The grades of a source over time, the first one from its registration.
create table ledger.source_grade (
  opened_by uuid primary key,
  source text collate "C" not null,
  version bigint not null,
  reliability text not null,
  reason text,
  recorded_at timestamptz not null,
  unique (source, version)
);

-- One row per statement and amendment: the whole statement as it stood from the event that opened the row to the one that
-- closed it. The days are the first and last possible day of saidOn.
create table ledger.statement_version (
  statement_id uuid not null,
  revision int not null,
  party text collate "C" not null,
  issue text collate "C" not null,
  key text,
  ordinal bigint not null,
  retracted boolean not null,
  earliest date not null,
  latest date not null,
  sources text[] not null,
  body jsonb not null,
  recorded_at timestamptz not null,
  opened_by uuid not null,
  closed_by uuid,
  primary key (statement_id, revision)
);
create unique index statement_of_key on ledger.statement_version (party, key) where revision = 1 and key is not null;
create index statement_of_cell on ledger.statement_version (party, issue, latest);
