-- By which version of the code the read models were made; another one makes them again at its start.
create table ledger.read_models (
  single boolean primary key default true check (single),
  version int not null
);

-- How many grades a source has had. Versions only grow, so that the sum over some sources tells whether any was graded since.
alter table ledger.source add column version bigint not null default 0;

-- Everything below is what the rule says by all that is known now, for authority-first/1 and without any bloc.

-- A party on an issue on which it is on record.
--   sources, grades: whose reports were read, and the sum of their versions then; with another sum the rows below are out of date
--   kept: whether there are rows below at all; a cell that takes long to derive is derived when it is asked for
--   plain: no day is uncertain and no statement acts on another, so that what governed before a day tells all that is needed of it
create table ledger.stance_cell (
  party text collate "C" not null,
  issue text collate "C" not null,
  sources text[] not null,
  grades bigint not null,
  kept boolean not null,
  plain boolean not null,
  primary key (party, issue)
);
create index stance_cell_of_issue on ledger.stance_cell (issue, party);
create index stance_cell_not_kept on ledger.stance_cell (issue) where not kept;

-- From a day on, until the next row's day.
create table ledger.stance_period (
  party text collate "C" not null,
  issue text collate "C" not null,
  from_day date not null,
  stance smallint not null,
  governing uuid[] not null,
  body jsonb not null,
  primary key (party, issue, from_day)
);
create index stance_period_by_day on ledger.stance_period (from_day);

-- The days asked about, both inclusive, on which a statement is shown beside the answer.
create table ledger.stance_voice (
  party text collate "C" not null,
  issue text collate "C" not null,
  statement_id uuid not null,
  from_day date not null,
  until_day date not null,
  role text not null,
  said_day date not null,
  ordinal bigint not null,
  stance smallint,
  because text,
  primary key (party, issue, statement_id, from_day)
);
create index stance_voice_by_end on ledger.stance_voice (party, issue, until_day);

-- Sources that were graded, until every cell that cites them is derived anew. A second pass finds the cells that somebody was just
-- deriving from the grade before.
create table ledger.regrade (
  source text collate "C" primary key,
  version bigint not null,
  passes int not null default 0,
  next_pass timestamptz not null default clock_timestamp()
);
