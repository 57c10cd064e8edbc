-- Everything here can be made again from the events (ReadModels.RebuildAsync).
-- A membership and a succession as they were recorded last; opened_by is the event that did it.
create table ledger.membership (
  party text collate "C" not null,
  bloc text collate "C" not null,
  from_day date not null,
  until_day date,
  speaks_for boolean not null,
  opened_by uuid not null,
  primary key (party, bloc, from_day)
);
create index membership_of_bloc on ledger.membership (bloc, party);

create table ledger.succession (
  party text collate "C" not null,
  successor text collate "C" not null,
  kind text not null,
  on_day date not null,
  opened_by uuid not null,
  primary key (party, successor)
);
create index succession_of_successor on ledger.succession (successor, party);

-- The title is null until somebody opens the negotiation: it may be known through its issues only.
create table ledger.negotiation (
  id text collate "C" primary key,
  title text
);

create table ledger.negotiation_round (
  negotiation text collate "C" not null,
  id text collate "C" not null,
  title text not null,
  from_day date not null,
  until_day date not null,
  venue text,
  opened_with boolean not null,
  primary key (negotiation, id)
);
