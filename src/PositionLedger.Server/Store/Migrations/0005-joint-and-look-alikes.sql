-- All copies of a joint statement; null for an ordinary one. And a digest of what would look like it (LookAlikeDigest), of a row
-- that stands retracted.
alter table ledger.statement_version add column joint jsonb, add column look_alike bigint;

-- By nothing that changes: each amendment would have to touch it.
create index retracted_look_alike on ledger.statement_version (look_alike) where retracted;
