-- By whose rules the words of a language are searched. Where PostgreSQL has no rules for one, words are searched as they are written.
create function ledger.search_language(tag text) returns regconfig language sql immutable parallel safe as $$
  select case split_part(lower(tag), '-', 1)
    when 'ar' then 'pg_catalog.arabic'::regconfig when 'hy' then 'pg_catalog.armenian' when 'eu' then 'pg_catalog.basque'
    when 'ca' then 'pg_catalog.catalan' when 'da' then 'pg_catalog.danish' when 'nl' then 'pg_catalog.dutch' when 'en' then 'pg_catalog.english'
    when 'fi' then 'pg_catalog.finnish' when 'fr' then 'pg_catalog.french' when 'de' then 'pg_catalog.german' when 'el' then 'pg_catalog.greek'
    when 'hi' then 'pg_catalog.hindi' when 'hu' then 'pg_catalog.hungarian' when 'id' then 'pg_catalog.indonesian' when 'ga' then 'pg_catalog.irish'
    when 'it' then 'pg_catalog.italian' when 'lt' then 'pg_catalog.lithuanian' when 'ne' then 'pg_catalog.nepali' when 'no' then 'pg_catalog.norwegian'
    when 'nb' then 'pg_catalog.norwegian' when 'nn' then 'pg_catalog.norwegian' when 'pt' then 'pg_catalog.portuguese' when 'ro' then 'pg_catalog.romanian'
    when 'ru' then 'pg_catalog.russian' when 'sr' then 'pg_catalog.serbian' when 'es' then 'pg_catalog.spanish' when 'sv' then 'pg_catalog.swedish'
    when 'ta' then 'pg_catalog.tamil' when 'tr' then 'pg_catalog.turkish' when 'yi' then 'pg_catalog.yiddish'
    else 'pg_catalog.simple' end
$$;

-- The words of a statement that can be searched: the quotation and its original, each by its language, and who spoke, as written. All
-- of it is immutable by itself (concat_ws isn't), so that PostgreSQL puts it in where it is called: as a call it took forty times as long.
create function ledger.search_words(body jsonb) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector(ledger.search_language(body->'quote'->>'language'), body->'quote'->>'text')
    || case when body->'quote'->'original' is null then ''::tsvector
         else to_tsvector(ledger.search_language(body->'quote'->'original'->>'language'), body->'quote'->'original'->>'text') end
    || to_tsvector('pg_catalog.simple', coalesce(body->'speaker'->>'name', '') || ' ' || coalesce(body->'speaker'->>'role', ''))
$$;

create index statement_words on ledger.statement_version using gin (ledger.search_words(body));
create index statement_by_day on ledger.statement_version (latest desc, statement_id);
