-- The read models once more, for a replay to derive from the events and compare (Derivation). It never commits what it writes here, so
-- that they are empty for everybody else, and need no log. Whoever changes a read model changes its shadow too: a test compares them.
create schema ledger_shadow;

do $$
declare
  name text;
begin
  foreach name in array array['party', 'membership', 'succession', 'negotiation', 'negotiation_round', 'issue', 'source', 'source_grade',
    'statement_version', 'stance_cell', 'stance_period', 'stance_voice', 'regrade']
  loop
    execute format('create unlogged table ledger_shadow.%1$I (like ledger.%1$I including all)', name);
  end loop;
end $$;

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
