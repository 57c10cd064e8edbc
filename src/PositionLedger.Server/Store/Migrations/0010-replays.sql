-- The read models once more, for a replay to derive from the events and compare (Derivation). It never commits what it writes here, so
-- that they are empty for everybody else, and need no log. Whoever changes a read model changes its shadow too: a test compares them.
create schema ledger_shadow;

-- Of the indexes only those that deriving uses; the fewer there are, the quicker it is.
do $$
declare
  name text;
  needless regclass;
begin
  foreach name in array array['party', 'membership', 'succession', 'negotiation', 'negotiation_round', 'issue', 'source', 'source_grade',
    'statement_version', 'stance_cell', 'stance_period', 'stance_voice', 'regrade']
  loop
    execute format('create unlogged table ledger_shadow.%1$I (like ledger.%1$I including all)', name);
  end loop;
  for needless in
    select i.indexrelid from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'ledger_shadow'::regnamespace and not i.indisprimary and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  loop
    execute format('drop index %s', needless);
  end loop;
end $$;
create index statement_of_cell on ledger_shadow.statement_version (party, issue, latest);
create index membership_of_party on ledger_shadow.membership (party, bloc, from_day);

-- The server may truncate nothing but by this. What a transaction writes into files that it has begun itself is gone without a trace
-- when it is rolled back, and no statistics of an earlier replay mislead the planner.
create function ledger_shadow.clear() returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  truncate ledger_shadow.party, ledger_shadow.membership, ledger_shadow.succession, ledger_shadow.negotiation, ledger_shadow.negotiation_round,
    ledger_shadow.issue, ledger_shadow.source, ledger_shadow.source_grade, ledger_shadow.statement_version, ledger_shadow.stance_cell,
    ledger_shadow.stance_period, ledger_shadow.stance_voice, ledger_shadow.regrade
$$;

-- Each replay that was asked for, how far it is, and what it found.
--   asked_size: of how many sealed events; null for all that are recorded when it begins
--   ledger_size: how many of the events were sealed; events, derived: how many there are to fold, and how many were
--   attempts: how often a server began it; one that was killed meanwhile is begun anew
create table ledger.replay (
  id uuid primary key,
  asked_by text not null,
  asked_size bigint check (asked_size >= 0),
  state text not null default 'running' check (state in ('running', 'completed', 'failed')),
  step text,
  ledger_size bigint,
  events bigint not null default 0,
  derived bigint not null default 0,
  tables jsonb not null default '[]',
  differences json not null default '[]',
  why text,
  attempts int not null default 0,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
create unique index one_replay_at_a_time on ledger.replay (state) where state = 'running';
