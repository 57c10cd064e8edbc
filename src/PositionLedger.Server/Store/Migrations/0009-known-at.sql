-- A membership from the event that recorded it to the one that put another in its place, so that a question may be asked of an
-- earlier knowledge too. What closed a row wasn't kept before: all are made again from the events, as the read models' version says.
delete from ledger.membership;
alter table ledger.membership
  drop constraint membership_pkey,
  add column closed_by uuid,
  add primary key (opened_by);
create unique index membership_standing on ledger.membership (party, bloc, from_day) where closed_by is null;
create index membership_of_party on ledger.membership (party, bloc, from_day);
