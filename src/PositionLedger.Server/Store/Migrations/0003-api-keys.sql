-- Only hashes: a key is shown once, when it is made.
create table ledger.api_key (
  name text primary key,
  hash bytea not null,
  created_at timestamptz not null default now()
);
