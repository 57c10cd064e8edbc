
CREATE SCHEMA ledger;

CREATE FUNCTION ledger.mt_archive_stream(streamid character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  update ledger.mt_streams set is_archived = TRUE where id = streamid ;
  update ledger.mt_events set is_archived = TRUE where stream_id = streamid ;
END;
$$;

CREATE FUNCTION ledger.mt_grams_array(words text, use_unaccent boolean DEFAULT false) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT
    AS $$
        DECLARE
result text[];
        DECLARE
word text;
        DECLARE
clean_word text;
BEGIN
                FOREACH
word IN ARRAY string_to_array(words, ' ')
                LOOP
                     clean_word = regexp_replace(ledger.mt_safe_unaccent(use_unaccent, word), '[^a-zA-Z0-9]+', '','g');
FOR i IN 1 .. length(clean_word)
                     LOOP
                         result := result || quote_literal(substr(lower(clean_word), i, 1));
                         result
:= result || quote_literal(substr(lower(clean_word), i, 2));
                         result
:= result || quote_literal(substr(lower(clean_word), i, 3));
END LOOP;
END LOOP;

RETURN ARRAY(SELECT DISTINCT e FROM unnest(result) AS a(e) ORDER BY e);
END;
$$;

CREATE FUNCTION ledger.mt_grams_query(text, use_unaccent boolean DEFAULT false) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE STRICT
    AS $_$
BEGIN
RETURN (SELECT array_to_string(ledger.mt_grams_array($1, use_unaccent), ' & ') ::tsquery);
END
$_$;

CREATE FUNCTION ledger.mt_grams_vector(text, use_unaccent boolean DEFAULT false) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT
    AS $_$
BEGIN
RETURN (SELECT array_to_string(ledger.mt_grams_array($1, use_unaccent), ' ') ::tsvector);
END
$_$;

CREATE FUNCTION ledger.mt_immutable_date(value text) RETURNS date
    LANGUAGE sql IMMUTABLE
    AS $$
select value::date

$$;

CREATE FUNCTION ledger.mt_immutable_time(value text) RETURNS time without time zone
    LANGUAGE sql IMMUTABLE
    AS $$
select value::time

$$;

CREATE FUNCTION ledger.mt_immutable_timestamp(value text) RETURNS timestamp without time zone
    LANGUAGE sql IMMUTABLE
    AS $$
select value::timestamp

$$;

CREATE FUNCTION ledger.mt_immutable_timestamptz(value text) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE
    AS $$
select value::timestamptz

$$;

CREATE FUNCTION ledger.mt_jsonb_append(jsonb, text[], jsonb, boolean, jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    AS $_$
DECLARE
    retval ALIAS FOR $1;
    location ALIAS FOR $2;
    val ALIAS FOR $3;
    if_not_exists ALIAS FOR $4;
    patch_expression ALIAS FOR $5;
    tmp_value jsonb;
BEGIN
    tmp_value = retval #> location;
    IF tmp_value IS NOT NULL AND jsonb_typeof(tmp_value) = 'array' THEN
        CASE
            WHEN NOT if_not_exists THEN
                retval = jsonb_set(retval, location, tmp_value || val, FALSE);
            WHEN patch_expression IS NULL AND jsonb_typeof(val) = 'object' AND NOT tmp_value @> jsonb_build_array(val) THEN
                retval = jsonb_set(retval, location, tmp_value || val, FALSE);
            WHEN patch_expression IS NULL AND jsonb_typeof(val) <> 'object' AND NOT tmp_value @> val THEN
                retval = jsonb_set(retval, location, tmp_value || val, FALSE);
            WHEN patch_expression IS NOT NULL AND jsonb_typeof(patch_expression) = 'array' AND jsonb_array_length(patch_expression) = 0 THEN
                retval = jsonb_set(retval, location, tmp_value || val, FALSE);
            ELSE NULL;
            END CASE;
    END IF;
    RETURN retval;
END;
$_$;

CREATE FUNCTION ledger.mt_jsonb_append_key_value(jsonb, text[], jsonb, boolean) RETURNS jsonb
    LANGUAGE plpgsql
    AS $_$
DECLARE
    retval ALIAS FOR $1;
    location ALIAS FOR $2;
    val ALIAS FOR $3;
    if_not_exists ALIAS FOR $4;
    tmp_value jsonb;
    _key text;
BEGIN
    tmp_value = retval #> location;

    IF tmp_value IS NOT NULL AND jsonb_typeof(tmp_value) = 'object' THEN
        CASE
            WHEN NOT if_not_exists THEN
                retval = jsonb_set(retval, location, tmp_value || val, FALSE);
            WHEN NOT tmp_value ?| ARRAY(SELECT jsonb_object_keys(val)) THEN
                retval = jsonb_set(retval, location, tmp_value || val, FALSE);
            ELSE NULL;
        END CASE;
    END IF;
    RETURN retval;
END;
$_$;

CREATE FUNCTION ledger.mt_jsonb_copy(jsonb, text[], text[]) RETURNS jsonb
    LANGUAGE plpgsql
    AS $_$
DECLARE
    retval ALIAS FOR $1;
    src_path ALIAS FOR $2;
    dst_path ALIAS FOR $3;
    tmp_value jsonb;
BEGIN
    tmp_value = retval #> src_path;
    retval = ledger.mt_jsonb_fix_null_parent(retval, dst_path);
    RETURN jsonb_set(retval, dst_path, tmp_value::jsonb, TRUE);
END;
$_$;

CREATE FUNCTION ledger.mt_jsonb_duplicate(jsonb, text[], jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    AS $_$
DECLARE
    retval ALIAS FOR $1;
    location ALIAS FOR $2;
    targets ALIAS FOR $3;
    tmp_value jsonb;
    target_path text[];
    target text;
BEGIN
    FOR target IN SELECT jsonb_array_elements_text(targets)
    LOOP
        target_path = ledger.mt_jsonb_path_to_array(target, '\.');
        retval = ledger.mt_jsonb_copy(retval, location, target_path);
    END LOOP;

    RETURN retval;
END;
$_$;

CREATE FUNCTION ledger.mt_jsonb_fix_null_parent(jsonb, text[]) RETURNS jsonb
    LANGUAGE plpgsql
    AS $_$
DECLARE
retval ALIAS FOR $1;
    dst_path ALIAS FOR $2;
    dst_path_segment text[] = ARRAY[]::text[];
    dst_path_array_length integer;
    i integer = 1;
BEGIN
    dst_path_array_length = array_length(dst_path, 1);
    WHILE i <=(dst_path_array_length - 1)
    LOOP
        dst_path_segment = dst_path_segment || ARRAY[dst_path[i]];
        IF retval #> dst_path_segment IS NULL OR retval #> dst_path_segment = 'null'::jsonb THEN
            retval = jsonb_set(retval, dst_path_segment, '{}'::jsonb, TRUE);
        END IF;
        i = i + 1;
    END LOOP;

    RETURN retval;
END;
$_$;

CREATE FUNCTION ledger.mt_jsonb_increment(jsonb, text[], numeric) RETURNS jsonb
    LANGUAGE plpgsql
    AS $_$
DECLARE
retval ALIAS FOR $1;
    location ALIAS FOR $2;
    increment_value ALIAS FOR $3;
    tmp_value jsonb;
BEGIN
    tmp_value = retval #> location;
    IF tmp_value IS NULL THEN
        tmp_value = to_jsonb(0);
END IF;

RETURN jsonb_set(retval, location, to_jsonb(tmp_value::numeric + increment_value), TRUE);
END;
$_$;

CREATE FUNCTION ledger.mt_jsonb_insert(jsonb, text[], jsonb, integer, boolean, jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    AS $_$
DECLARE
    retval ALIAS FOR $1;
    location ALIAS FOR $2;
    val ALIAS FOR $3;
    elm_index ALIAS FOR $4;
    if_not_exists ALIAS FOR $5;
    patch_expression ALIAS FOR $6;
    tmp_value jsonb;
BEGIN
    tmp_value = retval #> location;
    IF tmp_value IS NOT NULL AND jsonb_typeof(tmp_value) = 'array' THEN
        IF elm_index IS NULL THEN
            elm_index = jsonb_array_length(tmp_value) + 1;
        END IF;
        CASE
            WHEN NOT if_not_exists THEN
                retval = jsonb_insert(retval, location || elm_index::text, val);
            WHEN patch_expression IS NULL AND jsonb_typeof(val) = 'object' AND NOT tmp_value @> jsonb_build_array(val) THEN
                retval = jsonb_insert(retval, location || elm_index::text, val);
            WHEN patch_expression IS NULL AND jsonb_typeof(val) <> 'object' AND NOT tmp_value @> val THEN
                retval = jsonb_insert(retval, location || elm_index::text, val);
            WHEN patch_expression IS NOT NULL AND jsonb_typeof(patch_expression) = 'array' AND jsonb_array_length(patch_expression) = 0 THEN
                retval = jsonb_insert(retval, location || elm_index::text, val);
            ELSE NULL;
        END CASE;
    END IF;
    RETURN retval;
END;
$_$;

CREATE FUNCTION ledger.mt_jsonb_move(jsonb, text[], text) RETURNS jsonb
    LANGUAGE plpgsql
    AS $_$
DECLARE
    retval ALIAS FOR $1;
    src_path ALIAS FOR $2;
    dst_name ALIAS FOR $3;
    dst_path text[];
    tmp_value jsonb;
BEGIN
    tmp_value = retval #> src_path;
    retval = retval #- src_path;
    dst_path = src_path;
    dst_path[array_length(dst_path, 1)] = dst_name;
    retval = ledger.mt_jsonb_fix_null_parent(retval, dst_path);
    RETURN jsonb_set(retval, dst_path, tmp_value, TRUE);
END;
$_$;

CREATE FUNCTION ledger.mt_jsonb_patch(jsonb, jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    AS $_$
DECLARE
    retval ALIAS FOR $1;
    patchset ALIAS FOR $2;
    patch jsonb;
    patch_path text[];
    patch_expression jsonb;
    value jsonb;
BEGIN
    FOR patch IN SELECT * from jsonb_array_elements(patchset)
    LOOP
        patch_path = ledger.mt_jsonb_path_to_array((patch->>'path')::text, '\.');

        patch_expression = null;
        IF (patch->>'type') IN ('remove', 'append_if_not_exists', 'insert_if_not_exists') AND (patch->>'expression') IS NOT NULL THEN
            patch_expression = jsonb_path_query_array(retval #> patch_path, (patch->>'expression')::jsonpath);
        END IF;

        CASE patch->>'type'
            WHEN 'set' THEN
                retval = jsonb_set(retval, patch_path, (patch->'value')::jsonb, TRUE);
            WHEN 'delete' THEN
                retval = retval#-patch_path;
            WHEN 'append' THEN
                retval = ledger.mt_jsonb_append(retval, patch_path, (patch->'value')::jsonb, FALSE);
            WHEN 'append_if_not_exists' THEN
                retval = ledger.mt_jsonb_append(retval, patch_path, (patch->'value')::jsonb, TRUE, patch_expression);
            WHEN 'append_key_value' THEN
                retval = ledger.mt_jsonb_append_key_value(retval, patch_path, (patch->'key_value')::jsonb, FALSE);
            WHEN 'append_key_value_if_not_exists' THEN
                retval = ledger.mt_jsonb_append_key_value(retval, patch_path, (patch->'key_value')::jsonb, TRUE);
            WHEN 'insert' THEN
                retval = ledger.mt_jsonb_insert(retval, patch_path, (patch->'value')::jsonb, (patch->>'index')::integer, FALSE);
            WHEN 'insert_if_not_exists' THEN
                retval = ledger.mt_jsonb_insert(retval, patch_path, (patch->'value')::jsonb, (patch->>'index')::integer, TRUE, patch_expression);
            WHEN 'remove' THEN
                retval = ledger.mt_jsonb_remove(retval, patch_path, COALESCE(patch_expression, (patch->'value')::jsonb));
            WHEN 'remove_key' THEN
                retval = ledger.mt_jsonb_remove_key(retval, patch_path, (patch->>'key'));
            WHEN 'duplicate' THEN
                retval = ledger.mt_jsonb_duplicate(retval, patch_path, (patch->'targets')::jsonb);
            WHEN 'rename' THEN
                retval = ledger.mt_jsonb_move(retval, patch_path, (patch->>'to')::text);
            WHEN 'increment' THEN
                retval = ledger.mt_jsonb_increment(retval, patch_path, (patch->>'increment')::numeric);
            WHEN 'increment_float' THEN
                retval = ledger.mt_jsonb_increment(retval, patch_path, (patch->>'increment')::numeric);
            ELSE NULL;
        END CASE;
    END LOOP;
    RETURN retval;
END;
$_$;

CREATE FUNCTION ledger.mt_jsonb_path_to_array(text, character) RETURNS text[]
    LANGUAGE plpgsql
    AS $_$
DECLARE
    location ALIAS FOR $1;
    regex_pattern ALIAS FOR $2;
BEGIN
RETURN regexp_split_to_array(location, regex_pattern)::text[];
END;
$_$;

CREATE FUNCTION ledger.mt_jsonb_remove(jsonb, text[], jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    AS $_$
DECLARE
    retval ALIAS FOR $1;
    location ALIAS FOR $2;
    val ALIAS FOR $3;
    tmp_value jsonb;
    tmp_remove jsonb;
    patch_remove jsonb;
BEGIN
    tmp_value = retval #> location;
    IF tmp_value IS NOT NULL AND jsonb_typeof(tmp_value) = 'array' THEN
        IF jsonb_typeof(val) = 'array' THEN
            tmp_remove = val;
        ELSE
            tmp_remove = jsonb_build_array(val);
        END IF;

        FOR patch_remove IN SELECT * FROM jsonb_array_elements(tmp_remove)
        LOOP
            tmp_value =(SELECT jsonb_agg(elem)
            FROM jsonb_array_elements(tmp_value) AS elem
            WHERE elem <> patch_remove);
        END LOOP;

        IF tmp_value IS NULL THEN
            tmp_value = '[]'::jsonb;
        END IF;
    END IF;
    RETURN jsonb_set(retval, location, tmp_value, FALSE);
END;
$_$;

CREATE FUNCTION ledger.mt_jsonb_remove_key(jsonb, text[], text) RETURNS jsonb
    LANGUAGE plpgsql
    AS $_$
DECLARE
    retval ALIAS FOR $1;
    location ALIAS FOR $2;
    _key ALIAS FOR $3;
    tmp_value jsonb;
    tmp_remove jsonb;
    patch_remove jsonb;
BEGIN
    tmp_value = retval #> location;
    IF tmp_value IS NOT NULL AND jsonb_typeof(tmp_value) = 'object' THEN
        RETURN jsonb_set(retval, location, tmp_value - _key, FALSE);
    END IF;
    RETURN retval;
END;
$_$;

CREATE FUNCTION ledger.mt_mark_event_progression(name character varying, last_encountered bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
INSERT INTO ledger.mt_event_progression (name, last_seq_id, last_updated)
VALUES (name, last_encountered, transaction_timestamp())
ON CONFLICT ON CONSTRAINT pk_mt_event_progression
    DO
UPDATE SET last_seq_id = last_encountered, last_updated = transaction_timestamp();

END;

$$;

CREATE FUNCTION ledger.mt_mark_progression_with_skip(shard_name character varying, ending_sequence bigint, starting_sequence bigint) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    current_value bigint;
BEGIN
    select last_seq_id into current_value from ledger.mt_event_progression where name = shard_name;

    IF current_value is null then
        -- Bootstrap the high-water row on first invocation. Previously this branch
        -- returned 0, which left HighWaterAgent.CheckNowAsync polling forever because
        -- statistics.CurrentMark never advanced. Issue #4425.
        INSERT INTO ledger.mt_event_progression (name, last_seq_id, last_updated)
        VALUES (shard_name, ending_sequence, transaction_timestamp())
        ON CONFLICT ON CONSTRAINT pk_mt_event_progression
            DO UPDATE SET last_seq_id = ending_sequence, last_updated = transaction_timestamp();
        IF ending_sequence > starting_sequence THEN
            -- Idempotent: a rebuild/replay re-marks the same skip (ending_sequence is the
            -- PK). Re-recording an existing gap is a no-op. Conflict target is the PK
            -- constraint (the bare column name collides with the function parameter). #4530.
            insert into ledger.mt_high_water_skips (ending_sequence, starting_sequence) values (ending_sequence, starting_sequence)
                on conflict on constraint pkey_mt_high_water_skips_ending_sequence do nothing;
        END IF;
        return ending_sequence;
    ELSIF current_value = starting_sequence THEN
        update ledger.mt_event_progression SET last_seq_id = ending_sequence, last_updated = transaction_timestamp() where shard_name = name;
        insert into ledger.mt_high_water_skips (ending_sequence, starting_sequence) values (ending_sequence, starting_sequence)
            on conflict on constraint pkey_mt_high_water_skips_ending_sequence do nothing;
        return ending_sequence;
    ELSE
        return current_value;
    END IF;
END
$$;

CREATE FUNCTION ledger.mt_quick_append_events(stream character varying, stream_type character varying, tenantid character varying, event_ids uuid[], event_types character varying[], dotnet_types character varying[], bodies jsonb[], bdatas bytea[], correlation_ids character varying[], headers jsonb[], user_names character varying[], timestamps timestamp with time zone[], expected_version bigint DEFAULT NULL::bigint) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
	event_version bigint;
	stream_is_archived boolean;
	event_type varchar;
	event_id uuid;
	body jsonb;
	index int;
	seq bigint;
    actual_tenant varchar;
    is_new_stream boolean := false;
	return_value bigint[];
BEGIN
    if expected_version IS NOT NULL then
        -- COALESCE turns the NULL we get for a brand-new stream into 0, so a
        -- FetchForWriting against a non-existent stream (which sets
        -- ExpectedVersionOnServer = 0) and a StartStream(id, version: 0) both
        -- land on the new-stream branch instead of mis-firing the guard.
        select version, is_archived into event_version, stream_is_archived from ledger.mt_streams where id = stream for update;
        if COALESCE(event_version, 0) != expected_version then
            RAISE EXCEPTION 'Stream version mismatch on ''%'': expected %, actual %', stream, expected_version, COALESCE(event_version, 0) USING ERRCODE = 'MT003';
        end if;
    else
        select version, is_archived into event_version, stream_is_archived from ledger.mt_streams where id = stream;
    end if;

	if event_version IS NULL then
		event_version = 0;
		is_new_stream := true;
		-- #5456 follow-up: insert the FINAL version straight away rather than 0 plus a
		-- trailing UPDATE of the row we just wrote in this same transaction. That UPDATE
		-- is a second heap tuple + WAL record per stream creation for no observable gain
		-- -- nothing outside this transaction can see the intermediate 0. The trailing
		-- UPDATE below is skipped for this branch via is_new_stream.
		insert into ledger.mt_streams (id, type, version, timestamp, tenant_id) values (stream, stream_type, COALESCE(array_length(event_ids, 1), 0), now(), tenantid);
    else
        if stream_is_archived then
            RAISE EXCEPTION 'Attempted to append event to archived stream with Id ''%''.', stream USING ERRCODE = 'MT001';
        end if;
        if tenantid IS NOT NULL then
            select tenant_id into actual_tenant from ledger.mt_streams where id = stream;
            if actual_tenant != tenantid then
                RAISE EXCEPTION 'The tenantid does not match the existing stream';
            end if;
        end if;
	end if;

	index := 1;
	-- #5062: array_length('{}', 1) is NULL in PostgreSQL, not 0, so a call with an
	-- empty event array used to return ARRAY[NULL] -- a bigint[] whose only element
	-- is NULL, which Npgsql cannot read into long[] ('Cannot read a non-nullable
	-- collection of elements because the returned array contains nulls'). COALESCE
	-- makes the empty case mean what it says: zero events appended, so the final
	-- version is the stream's current version.
	return_value := ARRAY[event_version + COALESCE(array_length(event_ids, 1), 0)];

	foreach event_id in ARRAY event_ids
	loop
        seq := nextval('ledger.mt_events_sequence');
		return_value := array_append(return_value, seq);

	    event_version := event_version + 1;
		event_type = event_types[index];
		body = bodies[index];

		-- #4515 / #4578 / Phase 2: bdatas[index] carries the binary payload
		-- for events opted in to binary serialization (NULL otherwise).
		-- bodies[index] is the {} JSON placeholder for those events so the
		-- existing data jsonb NOT NULL constraint stays intact.
		insert into ledger.mt_events
			(seq_id, id, stream_id, version, data, bdata, type, tenant_id, timestamp, mt_dotnet_type, is_archived, correlation_id, headers, user_name)
		values
			(seq, event_id, stream, event_version, body, bdatas[index], event_type, tenantid, timestamps[index], dotnet_types[index], FALSE, correlation_ids[index], headers[index], user_names[index]);

		index := index + 1;
	end loop;

	-- A brand-new stream already carries its final version from the insert above, so the
	-- UPDATE is only needed when we appended onto a stream that already existed.
	--
	-- #5539: and only when we actually appended something. With ZERO events this was a BLIND write-back
	-- of the version read at the top of the function, and under READ COMMITTED that is a lost update: the
	-- UPDATE waits on a concurrent appender's row lock, the winner commits, the WHERE clause is
	-- re-evaluated against the new row, and `set version = <the stale value>` lands -- leaving
	-- mt_streams.version BELOW the stream's own events. Every later append then computes a version that
	-- already exists and dies on pk_mt_events_stream_and_version, forever, until the row is repaired by
	-- hand. A non-empty call cannot do this: its first INSERT collides with the winner on that same
	-- primary key and rolls the whole thing back, which is why only the empty case was exposed.
	--
	-- Two independent guards, because either alone would have been enough and the cost of both is nil:
	--   * the append count -- appending nothing has nothing to write, so the correct number of statements
	--     is zero rather than one that happens to be harmless;
	--   * greatest(), so the write-back can never LOWER a stream's version whoever calls it. An append
	--     only ever moves a version forward, so this is a no-op on every correct path and a backstop on
	--     any future caller that reads the version and then writes it back.
	if not is_new_stream and COALESCE(array_length(event_ids, 1), 0) > 0 then
		update ledger.mt_streams set version = greatest(version, event_version), timestamp = now() where id = stream;
	end if;

	return return_value;
END
$$;

CREATE FUNCTION ledger.mt_safe_unaccent(use_unaccent boolean, word text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT
    AS $$
BEGIN
IF use_unaccent THEN
    RETURN public.unaccent(word);
ELSE
    RETURN word;
END IF;
END;
$$;

CREATE FUNCTION ledger.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'The ledger is append-only: % on %.% is refused.', tg_op, tg_table_schema, tg_table_name using errcode = 'PL001';
end $$;

CREATE FUNCTION ledger.stamp_event() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  new.timestamp := greatest(clock_timestamp(),
    (select e.timestamp from ledger.mt_events e where e.stream_id = new.stream_id order by e.version desc limit 1));
  new.mt_dotnet_type := null;
  return new;
end $$;

CREATE TABLE ledger.api_key (
    name text NOT NULL,
    hash bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE ledger.issue (
    id text NOT NULL COLLATE pg_catalog."C",
    negotiation text NOT NULL,
    title text NOT NULL,
    proposition text NOT NULL,
    parent text
);

CREATE TABLE ledger.migration (
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE ledger.mt_doc_deadletterevent (
    id uuid NOT NULL,
    data jsonb NOT NULL,
    mt_last_modified timestamp with time zone DEFAULT transaction_timestamp(),
    mt_version uuid DEFAULT (md5(((random())::text || (clock_timestamp())::text)))::uuid NOT NULL,
    mt_dotnet_type character varying
);

CREATE TABLE ledger.mt_event_progression (
    name character varying NOT NULL,
    last_seq_id bigint,
    last_updated timestamp with time zone DEFAULT transaction_timestamp(),
    mode character varying DEFAULT 'none'::character varying,
    rebuild_threshold integer DEFAULT 0,
    assigned_node integer DEFAULT 0,
    heartbeat timestamp with time zone,
    agent_status character varying(20),
    pause_reason text,
    running_on_node integer,
    warning_behind_threshold bigint,
    critical_behind_threshold bigint,
    failure_category character varying(50),
    failure_event_sequence bigint,
    failure_event_type character varying(500),
    failure_event_tenant_id character varying(500)
);

CREATE TABLE ledger.mt_event_projection_floors (
    name character varying NOT NULL,
    tenant_id character varying NOT NULL,
    floor bigint NOT NULL,
    last_updated timestamp with time zone DEFAULT transaction_timestamp()
);

CREATE TABLE ledger.mt_events (
    seq_id bigint NOT NULL,
    id uuid NOT NULL,
    stream_id character varying,
    version bigint NOT NULL,
    data jsonb NOT NULL,
    bdata bytea,
    type character varying(500) NOT NULL,
    "timestamp" timestamp with time zone DEFAULT '2026-11-25 02:30:30.417762+00'::timestamp with time zone NOT NULL,
    tenant_id character varying DEFAULT '*DEFAULT*'::character varying,
    mt_dotnet_type character varying,
    correlation_id character varying,
    headers jsonb,
    user_name character varying,
    is_archived boolean DEFAULT false
);

CREATE SEQUENCE ledger.mt_events_sequence
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE ledger.mt_events_sequence OWNED BY ledger.mt_events.seq_id;

CREATE TABLE ledger.mt_high_water_skips (
    ending_sequence bigint NOT NULL,
    starting_sequence bigint NOT NULL,
    "timestamp" timestamp with time zone DEFAULT transaction_timestamp()
);

CREATE TABLE ledger.mt_streams (
    id character varying NOT NULL,
    type character varying,
    version bigint,
    "timestamp" timestamp with time zone DEFAULT now() NOT NULL,
    created timestamp with time zone DEFAULT now() NOT NULL,
    tenant_id character varying DEFAULT '*DEFAULT*'::character varying,
    compacted_version bigint DEFAULT 0 NOT NULL,
    is_archived boolean DEFAULT false
);

CREATE TABLE ledger.party (
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    kind text NOT NULL,
    aliases text[] NOT NULL,
    opened_name text NOT NULL,
    opened_aliases text[] NOT NULL
);

CREATE TABLE ledger.source (
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    kind text,
    registered_reliability text NOT NULL,
    reliability text NOT NULL
);

CREATE TABLE ledger.source_grade (
    opened_by uuid NOT NULL,
    source text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    reliability text NOT NULL,
    reason text,
    recorded_at timestamp with time zone NOT NULL
);

CREATE TABLE ledger.statement_version (
    statement_id uuid NOT NULL,
    revision integer NOT NULL,
    party text NOT NULL COLLATE pg_catalog."C",
    issue text NOT NULL COLLATE pg_catalog."C",
    key text,
    ordinal bigint NOT NULL,
    retracted boolean NOT NULL,
    earliest date NOT NULL,
    latest date NOT NULL,
    sources text[] NOT NULL,
    body jsonb NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    opened_by uuid NOT NULL,
    closed_by uuid
);

INSERT INTO ledger.issue VALUES ('cede-territory', 'ukraine-2025', 'Cession of territory', 'Ukraine cedes territory as part of a settlement.', NULL);
INSERT INTO ledger.issue VALUES ('territorial-swaps', 'ukraine-2025', 'Territorial swaps', 'Swaps of territory between Ukraine and Russia are part of a settlement.', NULL);
INSERT INTO ledger.issue VALUES ('recognise-occupation', 'ukraine-2025', 'Recognition of the occupation', 'Russian sovereignty over areas seized since 2014 is recognised.', NULL);
INSERT INTO ledger.issue VALUES ('hold-alaska-summit', 'ukraine-2025', 'Summit in Alaska', 'The presidents of the United States and Russia meet in Alaska on 15 August 2025.', NULL);
INSERT INTO ledger.issue VALUES ('hold-uk-talks', 'ukraine-2025', 'Talks hosted by the United Kingdom', 'Talks of the United States, the United Kingdom, European states and Ukraine are held in Britain.', NULL);
INSERT INTO ledger.issue VALUES ('ukrainian-legal-approval', 'ukraine-2025', 'Ukrainian legal approval', 'Any deal needs approval under Ukrainian law.', NULL);
INSERT INTO ledger.issue VALUES ('ceasefire-now', 'ukraine-2025', 'Ceasefire or settlement now', 'A ceasefire or a settlement is sought now.', NULL);
INSERT INTO ledger.issue VALUES ('russian-security-demands', 'ukraine-2025', 'Russian security demands', 'Russia''s security demands are met as part of a settlement.', NULL);
INSERT INTO ledger.issue VALUES ('sabotage-allegation', 'ukraine-2025', 'Allegation of sabotage', 'Third countries try to sabotage the talks between the United States and Russia.', NULL);
INSERT INTO ledger.issue VALUES ('open-the-pass', 'the-pass', 'The pass', 'The pass is opened.', NULL);

INSERT INTO ledger.migration VALUES ('0001-append-only.sql', '2026-11-25 02:30:30.476594+00');
INSERT INTO ledger.migration VALUES ('0002-read-models.sql', '2026-11-25 02:30:30.506896+00');
INSERT INTO ledger.migration VALUES ('0003-api-keys.sql', '2026-11-25 02:30:30.529032+00');

INSERT INTO ledger.mt_events VALUES (1, '01a2108a-54e3-7833-b9ad-13e4bb1fdff8', 'party/ukraine', 1, '{"id": "ukraine", "kind": "state", "name": "Ukraine", "aliases": ["Kyiv"]}', NULL, 'party.opened.v1', '2026-11-25 02:30:30.985107+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (2, '01a2108a-556d-79df-9550-4ac0f066dbe9', 'party/russia', 1, '{"id": "russia", "kind": "state", "name": "Russia", "aliases": ["Russian Federation", "Moscow"]}', NULL, 'party.opened.v1', '2026-11-25 02:30:31.023453+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (3, '01a2108a-5574-72bc-b56d-63692b269582', 'party/united-states', 1, '{"id": "united-states", "kind": "state", "name": "United States", "aliases": ["US", "Washington"]}', NULL, 'party.opened.v1', '2026-11-25 02:30:31.029094+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (4, '01a2108a-5577-7034-b269-29537b92be4c', 'party/united-kingdom', 1, '{"id": "united-kingdom", "kind": "state", "name": "United Kingdom", "aliases": ["UK", "London"]}', NULL, 'party.opened.v1', '2026-11-25 02:30:31.032278+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (5, '01a2108a-557a-7e8f-b41e-d8bc7379b9d6', 'party/european-union', 1, '{"id": "european-union", "kind": "bloc", "name": "European Union", "aliases": ["EU"]}', NULL, 'party.opened.v1', '2026-11-25 02:30:31.035228+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (6, '01a2108a-557f-7eb4-90dd-9d77f5bf5e3c', 'issue/cede-territory', 1, '{"id": "cede-territory", "title": "Cession of territory", "negotiation": "ukraine-2025", "proposition": "Ukraine cedes territory as part of a settlement."}', NULL, 'issue.registered.v1', '2026-11-25 02:30:31.044249+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (7, '01a2108a-5588-780b-98fe-b7dc9e085eff', 'issue/territorial-swaps', 1, '{"id": "territorial-swaps", "title": "Territorial swaps", "negotiation": "ukraine-2025", "proposition": "Swaps of territory between Ukraine and Russia are part of a settlement."}', NULL, 'issue.registered.v1', '2026-11-25 02:30:31.050299+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (8, '01a2108a-558d-7c51-9b7b-08785939b480', 'issue/recognise-occupation', 1, '{"id": "recognise-occupation", "title": "Recognition of the occupation", "negotiation": "ukraine-2025", "proposition": "Russian sovereignty over areas seized since 2014 is recognised."}', NULL, 'issue.registered.v1', '2026-11-25 02:30:31.054396+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (9, '01a2108a-5590-7922-89f7-c843bda24f9c', 'issue/hold-alaska-summit', 1, '{"id": "hold-alaska-summit", "title": "Summit in Alaska", "negotiation": "ukraine-2025", "proposition": "The presidents of the United States and Russia meet in Alaska on 15 August 2025."}', NULL, 'issue.registered.v1', '2026-11-25 02:30:31.056789+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (10, '01a2108a-5592-7b7f-b6e6-29ec415fa5bb', 'issue/hold-uk-talks', 1, '{"id": "hold-uk-talks", "title": "Talks hosted by the United Kingdom", "negotiation": "ukraine-2025", "proposition": "Talks of the United States, the United Kingdom, European states and Ukraine are held in Britain."}', NULL, 'issue.registered.v1', '2026-11-25 02:30:31.058665+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (11, '01a2108a-5594-72e9-a8f8-70fcbaad5d0c', 'issue/ukrainian-legal-approval', 1, '{"id": "ukrainian-legal-approval", "title": "Ukrainian legal approval", "negotiation": "ukraine-2025", "proposition": "Any deal needs approval under Ukrainian law."}', NULL, 'issue.registered.v1', '2026-11-25 02:30:31.060739+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (12, '01a2108a-5596-7f54-a811-b83ac30e6d6e', 'issue/ceasefire-now', 1, '{"id": "ceasefire-now", "title": "Ceasefire or settlement now", "negotiation": "ukraine-2025", "proposition": "A ceasefire or a settlement is sought now."}', NULL, 'issue.registered.v1', '2026-11-25 02:30:31.062366+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (13, '01a2108a-5597-70c3-b55d-2a1d808ad10f', 'issue/russian-security-demands', 1, '{"id": "russian-security-demands", "title": "Russian security demands", "negotiation": "ukraine-2025", "proposition": "Russia''s security demands are met as part of a settlement."}', NULL, 'issue.registered.v1', '2026-11-25 02:30:31.064559+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (14, '01a2108a-559a-7694-bc86-482b1cbbc6c5', 'issue/sabotage-allegation', 1, '{"id": "sabotage-allegation", "title": "Allegation of sabotage", "negotiation": "ukraine-2025", "proposition": "Third countries try to sabotage the talks between the United States and Russia."}', NULL, 'issue.registered.v1', '2026-11-25 02:30:31.066916+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (15, '01a2108a-559e-7dba-9e2d-c269fc3d61cc', 'source/article-page', 1, '{"id": "article-page", "kind": "web page", "name": "Aggregator page without masthead (\"US, UK Push Ukraine Peace Efforts Ahead of Putin-Trump Summit\")", "reliability": "F"}', NULL, 'source.registered.v1', '2026-11-25 02:30:31.077584+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (16, '01a2108a-55aa-7097-ba49-7678f405efa2', 'source/rt', 1, '{"id": "rt", "kind": "broadcaster", "name": "RT", "reliability": "D"}', NULL, 'source.registered.v1', '2026-11-25 02:30:31.083151+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (17, '01a2108a-55ac-7353-b29f-03d207dfce69', 'source/reuters', 1, '{"id": "reuters", "kind": "news agency", "name": "Reuters", "reliability": "B"}', NULL, 'source.registered.v1', '2026-11-25 02:30:31.085486+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (18, '01a2108a-55c4-7411-9ed0-0578ed0d12b0', 'party/united-kingdom', 2, '{"id": "01a2108a-5448-773f-9fa1-4ff2afaeaf00", "key": "article-1", "body": {"kind": "acceptance", "issue": "hold-uk-talks", "quote": {"text": "Vance will meet UK Foreign Secretary David Lammy and representatives from Ukraine and EU nations in Britain this week", "language": "en", "rendering": "paraphrase"}, "saidOn": "2025-08-09", "stance": "accepts", "reports": [{"root": "downing-street", "chain": ["article-page", "rt", "reuters", "downing-street"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"role": "Downing Street spokesperson", "authority": "office"}, "firmness": "committed", "attribution": "officeOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.156491+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (19, '01a2108a-55fb-7787-86bd-24899f9d5c74', 'party/united-states', 2, '{"id": "01a2108a-544e-77f4-b790-79ea09d0b06a", "key": "article-2", "body": {"kind": "acceptance", "issue": "hold-uk-talks", "quote": {"text": "U.S. Vice President J.D. Vance set to spearhead talks with British, European, and Ukrainian counterparts", "language": "en", "rendering": "summary"}, "saidOn": "2025-08-09", "stance": "accepts", "reports": [{"root": "downing-street", "chain": ["article-page", "rt", "reuters", "downing-street"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"role": "Downing Street spokesperson", "authority": "outside"}, "firmness": "stated", "attribution": "otherParty"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.165351+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (40, '01a2108a-58f2-724d-9bdd-49eab8c37ae0', 'party/russia', 7, '{"reason": "Demonstration: he was answering a post of 8 August rather than being echoed by it.", "changes": {"saidOn": "2025-08-08/2025-08-09"}, "statement": "01a2108a-5450-7b5c-8086-05e875cfffc8"}', NULL, 'statement.corrected.v1', '2026-11-25 02:30:31.924086+00', '*DEFAULT*', NULL, 'e6d5f19bb5d79bc901839cc78aba0279', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (20, '01a2108a-5601-7884-aaa5-ad45fb765406', 'party/european-union', 2, '{"id": "01a2108a-544f-767f-b875-8714164d8159", "key": "article-3", "body": {"kind": "acceptance", "issue": "hold-uk-talks", "quote": {"text": "representatives from Ukraine and EU nations in Britain this week", "language": "en", "rendering": "summary"}, "saidOn": "2025-08-09", "stance": "leansFor", "reports": [{"root": "downing-street", "chain": ["article-page", "rt", "reuters", "downing-street"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"role": "Downing Street spokesperson", "authority": "outside"}, "firmness": "preferred", "attribution": "otherParty"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.169971+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (21, '01a2108a-5606-7126-ab7f-e120eb75ec85', 'party/united-kingdom', 3, '{"id": "01a2108a-544f-73ef-81f8-de9d964514e0", "key": "article-4", "body": {"kind": "position", "issue": "ceasefire-now", "quote": {"text": "The discussions aim to advance negotiations toward resolving the Russia-Ukraine war", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "leansFor", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 6, "publishedOn": "2025-08-09"}], "speaker": {"role": "reporter", "authority": "outside"}, "firmness": "preferred", "attribution": "characterisation"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.175053+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (22, '01a2108a-5609-7d60-ba86-3b1113560c8c', 'party/united-states', 3, '{"id": "01a2108a-544f-7c1b-a321-545067e08de5", "key": "article-5", "body": {"kind": "acceptance", "issue": "hold-alaska-summit", "quote": {"text": "a planned meeting between Trump and Putin in Alaska on Friday", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "accepts", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"role": "nobody named", "authority": "outside"}, "firmness": "stated", "attribution": "characterisation"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.177943+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (23, '01a2108a-560b-7579-9150-1ba2ca67d71f', 'party/russia', 2, '{"id": "01a2108a-544f-79b3-bd72-ac6b662ae17a", "key": "article-6", "body": {"kind": "acceptance", "issue": "hold-alaska-summit", "quote": {"text": "a planned meeting between Trump and Putin in Alaska on Friday", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "accepts", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"role": "nobody named", "authority": "outside"}, "firmness": "stated", "attribution": "characterisation"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.180293+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (24, '01a2108a-560d-79a8-a450-d5253a60e4a6', 'party/united-kingdom', 4, '{"id": "01a2108a-544f-7554-9c01-96cfa04596d4", "key": "article-7", "body": {"kind": "acceptance", "issue": "hold-uk-talks", "quote": {"text": "a “vital forum” to advance a “just and lasting peace”", "language": "en", "rendering": "partialQuote"}, "saidOn": "2025-08-09", "stance": "accepts", "reports": [{"root": "downing-street", "chain": ["article-page", "downing-street"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Keir Starmer", "role": "Prime Minister, through a Downing Street spokesperson", "authority": "principal"}, "firmness": "stated", "attribution": "officeOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.18258+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (25, '01a2108a-5610-7eec-b84b-b59043590680', 'party/ukraine', 2, '{"id": "01a2108a-544f-7671-a8e8-e206ce2d4564", "key": "article-8", "body": {"kind": "acceptance", "issue": "hold-uk-talks", "quote": {"text": "both leaders agreed the gathering would serve as a “vital forum” to advance a “just and lasting peace”", "language": "en", "rendering": "partialQuote"}, "saidOn": "2025-08-09", "stance": "accepts", "reports": [{"root": "downing-street", "chain": ["article-page", "downing-street"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"role": "Downing Street spokesperson", "authority": "outside"}, "firmness": "stated", "attribution": "otherParty"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.184903+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (26, '01a2108a-5612-7219-840d-12ca6420bc3b', 'party/united-states', 4, '{"id": "01a2108a-544f-77f2-bab8-8f1bce59ed07", "key": "article-10", "body": {"kind": "proposal", "issue": "territorial-swaps", "quote": {"text": "proposals floated by the Trump administration reportedly include territorial adjustments between Ukraine and Russia", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "leansFor", "reports": [{"root": "unknown", "chain": ["article-page"], "source": "article-page", "credibility": 6, "publishedOn": "2025-08-09"}], "speaker": {"role": "Trump administration, nobody named", "authority": "outside"}, "firmness": "floated", "attribution": "deepBackground"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.186961+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (27, '01a2108a-5614-7602-ae26-70debaaa0761', 'party/united-states', 5, '{"id": "01a2108a-544f-73f4-bd78-d17362e9d76a", "key": "article-11", "body": {"kind": "proposal", "issue": "territorial-swaps", "quote": {"text": "reportedly made headway toward a compromise involving land swaps", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "leansFor", "reports": [{"root": "unknown", "chain": ["article-page"], "source": "article-page", "credibility": 6, "publishedOn": "2025-08-09"}], "speaker": {"name": "Steve Witkoff", "role": "special envoy, not speaking himself", "authority": "mandated"}, "firmness": "floated", "attribution": "deepBackground"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.188942+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (28, '01a2108a-5616-7e37-96a1-107cea009b4f', 'party/united-states', 6, '{"id": "01a2108a-544f-79b4-ac6e-cd4cb2e074e7", "key": "article-13", "body": {"kind": "position", "issue": "territorial-swaps", "quote": {"text": "Trump confirmed such ideas were under discussion", "language": "en", "rendering": "paraphrase"}, "saidOn": "../2025-08-09", "stance": "open", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Donald Trump", "role": "President of the United States", "authority": "principal"}, "firmness": "floated", "attribution": "namedOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.190793+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (29, '01a2108a-5619-79c4-a21a-b5787b1eb9d9', 'party/united-states', 7, '{"id": "01a2108a-544f-78e1-8aa0-eba031cc8891", "key": "article-14", "body": {"kind": "demand", "issue": "ukrainian-legal-approval", "quote": {"text": "the need for Zelensky to navigate Ukrainian legal frameworks to approve any deal", "language": "en", "rendering": "paraphrase"}, "saidOn": "../2025-08-09", "stance": "accepts", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Donald Trump", "role": "President of the United States", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.195134+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (30, '01a2108a-561e-7cea-8b2d-de63d562661d', 'party/ukraine', 3, '{"id": "01a2108a-544f-7926-a47e-53561f09ea0e", "key": "article-15", "body": {"kind": "rejection", "issue": "cede-territory", "quote": {"text": "Ukrainians will not give their land to the occupiers", "language": "en", "rendering": "verbatimTranslated"}, "saidOn": "../2025-08-09", "stance": "rejects", "reports": [{"root": "office-of-the-president", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Office of the President of Ukraine", "role": "presidential office", "authority": "office"}, "firmness": "redLine", "attribution": "officeOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.198719+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (31, '01a2108a-5620-7eb6-85fa-66b0c601b3f7', 'party/ukraine', 4, '{"id": "01a2108a-544f-7f54-9a99-947d9e046546", "key": "article-16", "body": {"kind": "rejection", "issue": "cede-territory", "quote": {"text": "rejecting external pressure for territorial concessions", "language": "en", "rendering": "paraphrase"}, "saidOn": "../2025-08-09", "stance": "rejects", "reports": [{"root": "office-of-the-president", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Office of the President of Ukraine", "role": "presidential office", "authority": "office"}, "firmness": "committed", "attribution": "officeOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.201475+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (32, '01a2108a-5623-7e64-9387-900257f08311', 'party/ukraine', 5, '{"id": "01a2108a-544f-783e-b935-40adb5329dbb", "key": "article-17", "body": {"kind": "position", "issue": "recognise-occupation", "quote": {"text": "Kyiv remains adamant against ceding sovereignty over territories seized by Moscow since 2014", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "rejects", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 6, "publishedOn": "2025-08-09"}], "speaker": {"role": "reporter", "authority": "outside"}, "firmness": "committed", "attribution": "characterisation"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.204064+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (33, '01a2108a-5625-78df-968b-33daf97cc026', 'party/russia', 3, '{"id": "01a2108a-5450-7b5c-8086-05e875cfffc8", "key": "article-18", "body": {"kind": "accusation", "issue": "sabotage-allegation", "quote": {"text": "warned of attempts by unspecified nations to sabotage the Putin-Trump dialogue", "language": "en", "rendering": "paraphrase"}, "saidOn": "../2025-08-09", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Kirill Dmitriev", "role": "chief negotiator", "authority": "mandated"}, "attribution": "namedOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.206506+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (34, '01a2108a-5628-74c8-8322-fb0e702cf4cc', 'party/russia', 4, '{"id": "01a2108a-5450-73f7-b397-5b88ba48033e", "key": "article-19", "body": {"kind": "accusation", "issue": "sabotage-allegation", "quote": {"text": "efforts to prolong the conflict", "language": "en", "rendering": "partialQuote"}, "saidOn": "../2025-08-09", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 4, "publishedOn": "2025-08-09"}], "speaker": {"name": "Kirill Dmitriev", "role": "chief negotiator", "authority": "mandated"}, "attribution": "namedOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.208876+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (35, '01a2108a-562a-7a76-b03e-8732550c72d2', 'party/russia', 5, '{"id": "01a2108a-5450-7077-8f58-a0e0e4e97bed", "key": "article-22", "body": {"kind": "demand", "issue": "russian-security-demands", "quote": {"text": "balancing Ukraine’s territorial integrity against Russia’s security demands", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "accepts", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 6, "publishedOn": "2025-08-09"}], "speaker": {"role": "reporter", "authority": "outside"}, "firmness": "preferred", "attribution": "characterisation"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.211412+00', '*DEFAULT*', NULL, NULL, '{"client": "PositionLedger sample"}', 'system:sample', false);
INSERT INTO ledger.mt_events VALUES (36, '01a2108a-5864-7b93-9df9-deb710e1ce49', 'party/ukraine', 6, '{"reason": "Demonstration: the President said it himself, in the singular; it was not his office.", "changes": {"quote": {"text": "Ukrainians will not give their land to the occupier", "language": "en", "rendering": "verbatimTranslated"}, "saidOn": "2025-08-09", "speaker": {"name": "Volodymyr Zelensky", "role": "President of Ukraine", "authority": "principal"}, "attribution": "namedOnRecord"}, "statement": "01a2108a-544f-7926-a47e-53561f09ea0e"}', NULL, 'statement.corrected.v1', '2026-11-25 02:30:31.821333+00', '*DEFAULT*', NULL, 'f23ca0c7ec03c87f6403bbe1c3cd3030', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (37, '01a2108a-58a2-7345-ada1-2dbc2f272603', 'source/demo-outlet', 1, '{"id": "demo-outlet", "kind": "newspaper", "name": "Outlet of the demonstration", "reliability": "B"}', NULL, 'source.registered.v1', '2026-11-25 02:30:31.843716+00', '*DEFAULT*', NULL, 'e7e176d98325b1bf41bd4ff37a52bf7b', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (38, '01a2108a-58d2-75dc-be17-1239a558f436', 'party/ukraine', 7, '{"number": 2, "report": {"root": "office-of-the-president", "chain": ["demo-outlet"], "source": "demo-outlet", "credibility": 2, "publishedOn": "2025-08-09"}, "statement": "01a2108a-544f-7926-a47e-53561f09ea0e"}', NULL, 'report.added.v1', '2026-11-25 02:30:31.894915+00', '*DEFAULT*', NULL, '00b6743de927d94b7476b079c076b619', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (39, '01a2108a-58e6-7b3c-8f69-a4ac26ceec12', 'party/russia', 6, '{"reason": "Demonstration: the quotation marks are not supported by other reports.", "changes": {"quote": {"text": "a number of countries interested in continuing the conflict will make titanic efforts to disrupt the planned meeting", "language": "en", "rendering": "summary"}}, "statement": "01a2108a-5450-73f7-b397-5b88ba48033e"}', NULL, 'statement.corrected.v1', '2026-11-25 02:30:31.912149+00', '*DEFAULT*', NULL, '3373019fc3e1cea501b8a4451172538d', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (41, '01a2108a-58fe-760c-9322-716b85bbdd8f', 'party/russia', 8, '{"reason": "Demonstration: other reports give another role.", "changes": {"speaker": {"name": "Kirill Dmitriev", "role": "special presidential representative for investment and economic cooperation; reported as chief negotiator", "authority": "mandated"}}, "statement": "01a2108a-5450-7b5c-8086-05e875cfffc8"}', NULL, 'statement.corrected.v1', '2026-11-25 02:30:31.935617+00', '*DEFAULT*', NULL, '6cfad5f7a90f8fe8491f93157be3736e', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (42, '01a2108a-590a-74a7-a15e-d633c983871b', 'party/united-states', 8, '{"id": "01a2108a-5909-79fc-ac72-ef9e4ad413a5", "key": "demo-c6", "body": {"kind": "position", "issue": "territorial-swaps", "quote": {"text": "some swapping of territories, to the betterment of both", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-08-08", "stance": "leansFor", "reports": [{"root": "white-house", "chain": ["demo-outlet"], "source": "demo-outlet", "credibility": 2, "publishedOn": "2025-08-08"}], "speaker": {"name": "Donald Trump", "role": "President of the United States", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:31.947937+00', '*DEFAULT*', NULL, 'c34ed4d4252f5001183744f3265c1377', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (43, '01a2108a-5920-73d2-ba6c-36aac4515df9', 'party/united-states', 9, '{"reason": "Demonstration: the undated paraphrase of the words said on 8 August; a duplicate.", "statement": "01a2108a-544f-79b4-ac6e-cd4cb2e074e7"}', NULL, 'statement.retracted.v1', '2026-11-25 02:30:31.971552+00', '*DEFAULT*', NULL, '5e9b33f08ca135dbeb02e5b13e2bcfc1', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (44, '01a2108a-5930-754f-899a-e61f70e7c6ee', 'party/united-states', 10, '{"number": 2, "report": {"root": "white-house", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}, "statement": "01a2108a-5909-79fc-ac72-ef9e4ad413a5"}', NULL, 'report.added.v1', '2026-11-25 02:30:31.985657+00', '*DEFAULT*', NULL, '9d731a36956d31082a646ad8bea4a77b', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (45, '01a2108a-593a-7ee1-a838-24fb7f45aca1', 'party/united-kingdom', 5, '{"reason": "Demonstration: the whole phrase.", "changes": {"quote": {"text": "a vital forum to discuss progress towards securing a just and lasting peace", "language": "en", "rendering": "partialQuote"}}, "statement": "01a2108a-544f-7554-9c01-96cfa04596d4"}', NULL, 'statement.corrected.v1', '2026-11-25 02:30:31.996407+00', '*DEFAULT*', NULL, '080c897ac48af951128fd11c40c7c664', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (46, '01a2108a-5946-785f-91cd-b06aba46ffcb', 'party/united-kingdom', 6, '{"number": 2, "report": {"root": "downing-street", "chain": ["demo-outlet", "downing-street"], "source": "demo-outlet", "credibility": 2, "publishedOn": "2025-08-09"}, "statement": "01a2108a-544f-7554-9c01-96cfa04596d4"}', NULL, 'report.added.v1', '2026-11-25 02:30:32.008058+00', '*DEFAULT*', NULL, 'a2e0c8fa54560c82561325757e91b374', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (47, '01a2108a-5953-7fb1-a512-0c7b92c101bc', 'source/article-page', 2, '{"reason": "Demonstration: a wrong speaker, a mangled quotation and an inverted order (C1, C3, C4).", "reliability": "E"}', NULL, 'source.graded.v1', '2026-11-25 02:30:32.022295+00', '*DEFAULT*', NULL, 'eec8b02f3c0fce5686e4855c9f0e3414', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (48, '01a2108a-5962-700a-b73b-4668f0056b4d', 'party/upland', 1, '{"id": "upland", "kind": "state", "name": "Upland", "aliases": []}', NULL, 'party.opened.v1', '2026-11-25 02:30:32.035464+00', '*DEFAULT*', NULL, '49cfa6afcd630fe670fadfdf13973ee3', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (49, '01a2108a-5971-77f0-ad21-a98aef822c19', 'party/upland', 2, '{"name": "Republic of Upland", "aliases": ["Upland"]}', NULL, 'party.renamed.v1', '2026-11-25 02:30:32.051681+00', '*DEFAULT*', NULL, '55e4150e66a930969139afb1ae53f59f', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (50, '01a2108a-597c-7e9a-8588-366e254f2f25', 'issue/open-the-pass', 1, '{"id": "open-the-pass", "title": "The pass", "negotiation": "the-pass", "proposition": "The pass is opened."}', NULL, 'issue.registered.v1', '2026-11-25 02:30:32.06122+00', '*DEFAULT*', NULL, 'ec415ec4f0b2812dbcf31903b46c1df2', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (51, '01a2108a-5984-7e23-b577-9d79a4e526ea', 'source/gazette', 1, '{"id": "gazette", "name": "Gazette", "reliability": "B"}', NULL, 'source.registered.v1', '2026-11-25 02:30:32.06952+00', '*DEFAULT*', NULL, '11a47044b71cdfdf9a4746beeaf2e630', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (52, '01a2108a-598c-788e-bfbe-9032bbd9b6b5', 'party/upland', 3, '{"id": "01a2108a-598b-7973-ac64-56fb73422fae", "body": {"kind": "position", "issue": "open-the-pass", "quote": {"text": "leansAgainst 2025-01-10", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-01-10", "stance": "leansAgainst", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "conditions": [{"text": "if they leave the valley", "state": "open", "otherwise": "rejects"}], "attribution": "namedOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:32.091725+00', '*DEFAULT*', NULL, '4936bb32bbe1bfee0429c97b6cd050b1', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (53, '01a2108a-59a2-7eae-b057-c60b45cef9bc', 'party/upland', 4, '{"id": "01a2108a-59a0-722d-833b-95fd074604de", "body": {"kind": "position", "issue": "open-the-pass", "quote": {"text": "open 2025-02", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-02", "stance": "open", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "office"}, "firmness": "stated", "attribution": "namedOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:32.099215+00', '*DEFAULT*', NULL, '12efb1316af331edcdb5d106c418eab4', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (54, '01a2108a-59a8-7a00-a1cb-83166ce659ca', 'party/upland', 5, '{"id": "01a2108a-59a7-7d88-b9cf-36821b0d31e5", "body": {"kind": "position", "issue": "open-the-pass", "quote": {"text": "accepts 2025-03-01", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-03-01", "stance": "accepts", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord", "effectiveUntil": "2025-03-31"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:32.105925+00', '*DEFAULT*', NULL, 'f1b1fedf45d8a48342d4c1246355380c', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (55, '01a2108a-59b3-71b6-b0b4-212dfe867f19', 'party/upland', 6, '{"id": "01a2108a-59b1-7bc7-a702-bf94bf665911", "body": {"kind": "position", "issue": "open-the-pass", "quote": {"text": "rejects 2025-04-05T10:00:00Z", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-04-05T10:00:00Z", "stance": "rejects", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:32.11652+00', '*DEFAULT*', NULL, '33427dfd83a5168a0428c158b0affc38', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (56, '01a2108a-59ba-7db0-b65d-703c022ded1e', 'party/upland', 7, '{"id": "01a2108a-59b9-725f-bbbd-490aaf427898", "body": {"kind": "position", "issue": "open-the-pass", "quote": {"text": "accepts 2025-04-05T09:00:00Z", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-04-05T09:00:00Z", "stance": "accepts", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:32.123616+00', '*DEFAULT*', NULL, '860dd9553edd3c496338aa5108252e57', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (57, '01a2108a-59c2-793d-8096-fd077e1f992b', 'party/upland', 8, '{"id": "01a2108a-59c0-7a93-ab47-0a7210f14eec", "body": {"kind": "withdrawal", "issue": "open-the-pass", "quote": {"text": "None 2025-05-01", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-05-01", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "refersTo": "01a2108a-59b1-7bc7-a702-bf94bf665911", "attribution": "namedOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:32.131816+00', '*DEFAULT*', NULL, '239bcd6ef1d8b1666d7bc254bdea3f4f', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (58, '01a2108a-59d6-73a1-be65-7f5bb12d2724', 'party/upland', 9, '{"id": "01a2108a-59d2-7770-8696-ae5ccda9f8d9", "body": {"kind": "denial", "issue": "open-the-pass", "quote": {"text": "None 2025-05-10", "language": "en", "rendering": "verbatim"}, "denies": "utterance", "saidOn": "2025-05-10", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "refersTo": "01a2108a-59a7-7d88-b9cf-36821b0d31e5", "attribution": "namedOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:32.152339+00', '*DEFAULT*', NULL, '6f9054797b8ce3b6da1ef9d28cf10823', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (59, '01a2108a-59de-7608-9dea-43c9c5c8092b', 'party/upland', 10, '{"id": "01a2108a-59dd-7e00-b8eb-2e6a403e414b", "body": {"kind": "position", "issue": "open-the-pass", "quote": {"text": "rejects 2025-06-01", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-06-01", "stance": "rejects", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:32.159738+00', '*DEFAULT*', NULL, '8a19fde4ac3b7b3c620cb212b0c9d496', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (60, '01a2108a-59e4-7c87-878c-c8db53fb7924', 'party/upland', 11, '{"id": "01a2108a-59e3-7fb5-a9c8-974a03b4481b", "body": {"kind": "position", "issue": "open-the-pass", "quote": {"text": "leansFor 2025-06-05/2025-06-09~", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-06-05/2025-06-09~", "stance": "leansFor", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "mandated"}, "firmness": "stated", "attribution": "namedOnRecord"}}', NULL, 'statement.recorded.v1', '2026-11-25 02:30:32.16611+00', '*DEFAULT*', NULL, '09cf257be5d51384bc0262d5080492e0', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (61, '01a2108a-59f1-71c3-bd04-12756a298b18', 'party/upland', 12, '{"number": 2, "report": {"root": "another-root", "chain": [], "source": "gazette", "credibility": 2}, "statement": "01a2108a-598b-7973-ac64-56fb73422fae"}', NULL, 'report.added.v1', '2026-11-25 02:30:32.179723+00', '*DEFAULT*', NULL, '6c785d3ef4882ad08a75cf013eecc2bb', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (62, '01a2108a-5a00-715e-8bae-3d2cba0b500e', 'party/upland', 13, '{"number": 1, "reason": "two roots", "statement": "01a2108a-598b-7973-ac64-56fb73422fae", "credibility": 1}', NULL, 'report.assessed.v1', '2026-11-25 02:30:32.196321+00', '*DEFAULT*', NULL, '7665b3b3a035c200dedf66c2f980bef0', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (63, '01a2108a-5a0c-71a1-9369-44e0d6c722f6', 'party/upland', 14, '{"number": 1, "reason": "not quite", "statement": "01a2108a-598b-7973-ac64-56fb73422fae", "credibility": 2}', NULL, 'report.assessed.v1', '2026-11-25 02:30:32.206332+00', '*DEFAULT*', NULL, 'f9face4e10a92ae4598f6edb0f3ee0f6', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (64, '01a2108a-5a18-718f-9a93-496014a64fd8', 'party/upland', 15, '{"number": 2, "reason": "another statement", "statement": "01a2108a-598b-7973-ac64-56fb73422fae"}', NULL, 'report.retracted.v1', '2026-11-25 02:30:32.220038+00', '*DEFAULT*', NULL, '24de1b975ebcbdc122b428ad97080afe', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (65, '01a2108a-5a2c-7373-8f0a-5d1bb845ccc9', 'party/upland', 16, '{"on": "2025-01-20", "state": "met", "number": 1, "reason": "they left", "statement": "01a2108a-598b-7973-ac64-56fb73422fae"}', NULL, 'condition.assessed.v1', '2026-11-25 02:30:32.242186+00', '*DEFAULT*', NULL, '63748e3e26b09edff86d0fad96ba82cc', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (66, '01a2108a-5a44-7d04-b81d-4c0d7028bb3a', 'party/upland', 17, '{"reason": "a typo", "changes": {"saidOn": "2025-01-12", "conditions": [{"text": "if they leave the valley for good", "state": "open", "number": 1, "otherwise": "rejects"}, {"text": "and sign", "state": "open", "number": 2}]}, "statement": "01a2108a-598b-7973-ac64-56fb73422fae"}', NULL, 'statement.corrected.v1', '2026-11-25 02:30:32.267136+00', '*DEFAULT*', NULL, '37cf6b61e302d175ec40084ea92d44ff', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (67, '01a2108a-5a52-7697-b7d5-6526f32df627', 'party/upland', 18, '{"reason": "a mistake", "statement": "01a2108a-59dd-7e00-b8eb-2e6a403e414b"}', NULL, 'statement.retracted.v1', '2026-11-25 02:30:32.275988+00', '*DEFAULT*', NULL, '4e01c7893b31f153c2b45d770ad63b93', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (68, '01a2108a-5a59-7663-942a-51baf01fb308', 'party/upland', 19, '{"reason": "a mistake", "statement": "01a2108a-59e3-7fb5-a9c8-974a03b4481b"}', NULL, 'statement.retracted.v1', '2026-11-25 02:30:32.28346+00', '*DEFAULT*', NULL, 'b31a501be96240214a140ce2bcf1bb54', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (69, '01a2108a-5a64-7919-9c37-6b8b680bc7f9', 'party/upland', 20, '{"reason": "no mistake", "statement": "01a2108a-59e3-7fb5-a9c8-974a03b4481b"}', NULL, 'statement.reinstated.v1', '2026-11-25 02:30:32.295249+00', '*DEFAULT*', NULL, '7ec754702673a532af3241e37c573ea7', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);
INSERT INTO ledger.mt_events VALUES (70, '01a2108a-5a6d-7f11-915b-33d60f330bc2', 'source/gazette', 2, '{"reason": "an error", "reliability": "C"}', NULL, 'source.graded.v1', '2026-11-25 02:30:32.30239+00', '*DEFAULT*', NULL, '0fd62db14a065c449aa5a453a99bfc43', '{"client": "Python-urllib/3.11"}', 'key:administrator', false);

INSERT INTO ledger.mt_streams VALUES ('issue/cede-territory', 'issue', 1, '2026-11-25 02:30:31.038078+00', '2026-11-25 02:30:31.038078+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('issue/territorial-swaps', 'issue', 1, '2026-11-25 02:30:31.047914+00', '2026-11-25 02:30:31.047914+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('issue/recognise-occupation', 'issue', 1, '2026-11-25 02:30:31.05301+00', '2026-11-25 02:30:31.05301+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('issue/hold-alaska-summit', 'issue', 1, '2026-11-25 02:30:31.056054+00', '2026-11-25 02:30:31.056054+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('issue/hold-uk-talks', 'issue', 1, '2026-11-25 02:30:31.058032+00', '2026-11-25 02:30:31.058032+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('issue/ukrainian-legal-approval', 'issue', 1, '2026-11-25 02:30:31.060105+00', '2026-11-25 02:30:31.060105+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('issue/ceasefire-now', 'issue', 1, '2026-11-25 02:30:31.061795+00', '2026-11-25 02:30:31.061795+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('issue/russian-security-demands', 'issue', 1, '2026-11-25 02:30:31.063536+00', '2026-11-25 02:30:31.063536+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('issue/sabotage-allegation', 'issue', 1, '2026-11-25 02:30:31.065951+00', '2026-11-25 02:30:31.065951+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('source/rt', 'source', 1, '2026-11-25 02:30:31.081435+00', '2026-11-25 02:30:31.081435+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('source/reuters', 'source', 1, '2026-11-25 02:30:31.08469+00', '2026-11-25 02:30:31.08469+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('party/european-union', 'party', 2, '2026-11-25 02:30:31.168278+00', '2026-11-25 02:30:31.034258+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('party/upland', 'party', 20, '2026-11-25 02:30:32.291097+00', '2026-11-25 02:30:32.033771+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('source/gazette', 'source', 2, '2026-11-25 02:30:32.300938+00', '2026-11-25 02:30:32.068258+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('source/demo-outlet', 'source', 1, '2026-11-25 02:30:31.842367+00', '2026-11-25 02:30:31.842367+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('party/ukraine', 'party', 7, '2026-11-25 02:30:31.887143+00', '2026-11-25 02:30:30.871178+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('party/russia', 'party', 8, '2026-11-25 02:30:31.933406+00', '2026-11-25 02:30:31.019702+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('party/united-states', 'party', 10, '2026-11-25 02:30:31.983601+00', '2026-11-25 02:30:31.02718+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('party/united-kingdom', 'party', 6, '2026-11-25 02:30:32.005641+00', '2026-11-25 02:30:31.030695+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('source/article-page', 'source', 2, '2026-11-25 02:30:32.017764+00', '2026-11-25 02:30:31.068987+00', '*DEFAULT*', 0, false);
INSERT INTO ledger.mt_streams VALUES ('issue/open-the-pass', 'issue', 1, '2026-11-25 02:30:32.059656+00', '2026-11-25 02:30:32.059656+00', '*DEFAULT*', 0, false);

INSERT INTO ledger.party VALUES ('ukraine', 'Ukraine', 'state', '{Kyiv}', 'Ukraine', '{Kyiv}');
INSERT INTO ledger.party VALUES ('russia', 'Russia', 'state', '{"Russian Federation",Moscow}', 'Russia', '{"Russian Federation",Moscow}');
INSERT INTO ledger.party VALUES ('united-states', 'United States', 'state', '{US,Washington}', 'United States', '{US,Washington}');
INSERT INTO ledger.party VALUES ('united-kingdom', 'United Kingdom', 'state', '{UK,London}', 'United Kingdom', '{UK,London}');
INSERT INTO ledger.party VALUES ('european-union', 'European Union', 'bloc', '{EU}', 'European Union', '{EU}');
INSERT INTO ledger.party VALUES ('upland', 'Republic of Upland', 'state', '{Upland}', 'Upland', '{}');

INSERT INTO ledger.source VALUES ('rt', 'RT', 'broadcaster', 'D', 'D');
INSERT INTO ledger.source VALUES ('reuters', 'Reuters', 'news agency', 'B', 'B');
INSERT INTO ledger.source VALUES ('demo-outlet', 'Outlet of the demonstration', 'newspaper', 'B', 'B');
INSERT INTO ledger.source VALUES ('article-page', 'Aggregator page without masthead ("US, UK Push Ukraine Peace Efforts Ahead of Putin-Trump Summit")', 'web page', 'F', 'E');
INSERT INTO ledger.source VALUES ('gazette', 'Gazette', NULL, 'B', 'C');

INSERT INTO ledger.source_grade VALUES ('01a2108a-559e-7dba-9e2d-c269fc3d61cc', 'article-page', 1, 'F', NULL, '2026-11-25 02:30:31.077584+00');
INSERT INTO ledger.source_grade VALUES ('01a2108a-55aa-7097-ba49-7678f405efa2', 'rt', 1, 'D', NULL, '2026-11-25 02:30:31.083151+00');
INSERT INTO ledger.source_grade VALUES ('01a2108a-55ac-7353-b29f-03d207dfce69', 'reuters', 1, 'B', NULL, '2026-11-25 02:30:31.085486+00');
INSERT INTO ledger.source_grade VALUES ('01a2108a-58a2-7345-ada1-2dbc2f272603', 'demo-outlet', 1, 'B', NULL, '2026-11-25 02:30:31.843716+00');
INSERT INTO ledger.source_grade VALUES ('01a2108a-5953-7fb1-a512-0c7b92c101bc', 'article-page', 2, 'E', 'Demonstration: a wrong speaker, a mangled quotation and an inverted order (C1, C3, C4).', '2026-11-25 02:30:32.022295+00');
INSERT INTO ledger.source_grade VALUES ('01a2108a-5984-7e23-b577-9d79a4e526ea', 'gazette', 1, 'B', NULL, '2026-11-25 02:30:32.06952+00');
INSERT INTO ledger.source_grade VALUES ('01a2108a-5a6d-7f11-915b-33d60f330bc2', 'gazette', 2, 'C', 'an error', '2026-11-25 02:30:32.30239+00');

INSERT INTO ledger.statement_version VALUES ('01a2108a-5448-773f-9fa1-4ff2afaeaf00', 1, 'united-kingdom', 'hold-uk-talks', 'article-1', 2, false, '2025-08-09', '2025-08-09', '{article-page}', '{"kind": "acceptance", "issue": "hold-uk-talks", "quote": {"text": "Vance will meet UK Foreign Secretary David Lammy and representatives from Ukraine and EU nations in Britain this week", "language": "en", "rendering": "paraphrase"}, "saidOn": "2025-08-09", "stance": "accepts", "reports": [{"root": "downing-street", "chain": ["article-page", "rt", "reuters", "downing-street"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"role": "Downing Street spokesperson", "authority": "office"}, "firmness": "committed", "attribution": "officeOnRecord"}', '2026-11-25 02:30:31.156491+00', '01a2108a-55c4-7411-9ed0-0578ed0d12b0', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-544e-77f4-b790-79ea09d0b06a', 1, 'united-states', 'hold-uk-talks', 'article-2', 2, false, '2025-08-09', '2025-08-09', '{article-page}', '{"kind": "acceptance", "issue": "hold-uk-talks", "quote": {"text": "U.S. Vice President J.D. Vance set to spearhead talks with British, European, and Ukrainian counterparts", "language": "en", "rendering": "summary"}, "saidOn": "2025-08-09", "stance": "accepts", "reports": [{"root": "downing-street", "chain": ["article-page", "rt", "reuters", "downing-street"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"role": "Downing Street spokesperson", "authority": "outside"}, "firmness": "stated", "attribution": "otherParty"}', '2026-11-25 02:30:31.165351+00', '01a2108a-55fb-7787-86bd-24899f9d5c74', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-767f-b875-8714164d8159', 1, 'european-union', 'hold-uk-talks', 'article-3', 2, false, '2025-08-09', '2025-08-09', '{article-page}', '{"kind": "acceptance", "issue": "hold-uk-talks", "quote": {"text": "representatives from Ukraine and EU nations in Britain this week", "language": "en", "rendering": "summary"}, "saidOn": "2025-08-09", "stance": "leansFor", "reports": [{"root": "downing-street", "chain": ["article-page", "rt", "reuters", "downing-street"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"role": "Downing Street spokesperson", "authority": "outside"}, "firmness": "preferred", "attribution": "otherParty"}', '2026-11-25 02:30:31.169971+00', '01a2108a-5601-7884-aaa5-ad45fb765406', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-73ef-81f8-de9d964514e0', 1, 'united-kingdom', 'ceasefire-now', 'article-4', 3, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "position", "issue": "ceasefire-now", "quote": {"text": "The discussions aim to advance negotiations toward resolving the Russia-Ukraine war", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "leansFor", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 6, "publishedOn": "2025-08-09"}], "speaker": {"role": "reporter", "authority": "outside"}, "firmness": "preferred", "attribution": "characterisation"}', '2026-11-25 02:30:31.175053+00', '01a2108a-5606-7126-ab7f-e120eb75ec85', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-7c1b-a321-545067e08de5', 1, 'united-states', 'hold-alaska-summit', 'article-5', 3, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "acceptance", "issue": "hold-alaska-summit", "quote": {"text": "a planned meeting between Trump and Putin in Alaska on Friday", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "accepts", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"role": "nobody named", "authority": "outside"}, "firmness": "stated", "attribution": "characterisation"}', '2026-11-25 02:30:31.177943+00', '01a2108a-5609-7d60-ba86-3b1113560c8c', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-79b3-bd72-ac6b662ae17a', 1, 'russia', 'hold-alaska-summit', 'article-6', 2, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "acceptance", "issue": "hold-alaska-summit", "quote": {"text": "a planned meeting between Trump and Putin in Alaska on Friday", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "accepts", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"role": "nobody named", "authority": "outside"}, "firmness": "stated", "attribution": "characterisation"}', '2026-11-25 02:30:31.180293+00', '01a2108a-560b-7579-9150-1ba2ca67d71f', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-7671-a8e8-e206ce2d4564', 1, 'ukraine', 'hold-uk-talks', 'article-8', 2, false, '2025-08-09', '2025-08-09', '{article-page}', '{"kind": "acceptance", "issue": "hold-uk-talks", "quote": {"text": "both leaders agreed the gathering would serve as a “vital forum” to advance a “just and lasting peace”", "language": "en", "rendering": "partialQuote"}, "saidOn": "2025-08-09", "stance": "accepts", "reports": [{"root": "downing-street", "chain": ["article-page", "downing-street"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"role": "Downing Street spokesperson", "authority": "outside"}, "firmness": "stated", "attribution": "otherParty"}', '2026-11-25 02:30:31.184903+00', '01a2108a-5610-7eec-b84b-b59043590680', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-77f2-bab8-8f1bce59ed07', 1, 'united-states', 'territorial-swaps', 'article-10', 4, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "proposal", "issue": "territorial-swaps", "quote": {"text": "proposals floated by the Trump administration reportedly include territorial adjustments between Ukraine and Russia", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "leansFor", "reports": [{"root": "unknown", "chain": ["article-page"], "source": "article-page", "credibility": 6, "publishedOn": "2025-08-09"}], "speaker": {"role": "Trump administration, nobody named", "authority": "outside"}, "firmness": "floated", "attribution": "deepBackground"}', '2026-11-25 02:30:31.186961+00', '01a2108a-5612-7219-840d-12ca6420bc3b', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-73f4-bd78-d17362e9d76a', 1, 'united-states', 'territorial-swaps', 'article-11', 5, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "proposal", "issue": "territorial-swaps", "quote": {"text": "reportedly made headway toward a compromise involving land swaps", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "leansFor", "reports": [{"root": "unknown", "chain": ["article-page"], "source": "article-page", "credibility": 6, "publishedOn": "2025-08-09"}], "speaker": {"name": "Steve Witkoff", "role": "special envoy, not speaking himself", "authority": "mandated"}, "firmness": "floated", "attribution": "deepBackground"}', '2026-11-25 02:30:31.188942+00', '01a2108a-5614-7602-ae26-70debaaa0761', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-78e1-8aa0-eba031cc8891', 1, 'united-states', 'ukrainian-legal-approval', 'article-14', 7, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "demand", "issue": "ukrainian-legal-approval", "quote": {"text": "the need for Zelensky to navigate Ukrainian legal frameworks to approve any deal", "language": "en", "rendering": "paraphrase"}, "saidOn": "../2025-08-09", "stance": "accepts", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Donald Trump", "role": "President of the United States", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord"}', '2026-11-25 02:30:31.195134+00', '01a2108a-5619-79c4-a21a-b5787b1eb9d9', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-7f54-9a99-947d9e046546', 1, 'ukraine', 'cede-territory', 'article-16', 4, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "rejection", "issue": "cede-territory", "quote": {"text": "rejecting external pressure for territorial concessions", "language": "en", "rendering": "paraphrase"}, "saidOn": "../2025-08-09", "stance": "rejects", "reports": [{"root": "office-of-the-president", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Office of the President of Ukraine", "role": "presidential office", "authority": "office"}, "firmness": "committed", "attribution": "officeOnRecord"}', '2026-11-25 02:30:31.201475+00', '01a2108a-5620-7eb6-85fa-66b0c601b3f7', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-783e-b935-40adb5329dbb', 1, 'ukraine', 'recognise-occupation', 'article-17', 5, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "position", "issue": "recognise-occupation", "quote": {"text": "Kyiv remains adamant against ceding sovereignty over territories seized by Moscow since 2014", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "rejects", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 6, "publishedOn": "2025-08-09"}], "speaker": {"role": "reporter", "authority": "outside"}, "firmness": "committed", "attribution": "characterisation"}', '2026-11-25 02:30:31.204064+00', '01a2108a-5623-7e64-9387-900257f08311', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-5450-7077-8f58-a0e0e4e97bed', 1, 'russia', 'russian-security-demands', 'article-22', 5, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "demand", "issue": "russian-security-demands", "quote": {"text": "balancing Ukraine’s territorial integrity against Russia’s security demands", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "stance": "accepts", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 6, "publishedOn": "2025-08-09"}], "speaker": {"role": "reporter", "authority": "outside"}, "firmness": "preferred", "attribution": "characterisation"}', '2026-11-25 02:30:31.211412+00', '01a2108a-562a-7a76-b03e-8732550c72d2', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-7926-a47e-53561f09ea0e', 1, 'ukraine', 'cede-territory', 'article-15', 3, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "rejection", "issue": "cede-territory", "quote": {"text": "Ukrainians will not give their land to the occupiers", "language": "en", "rendering": "verbatimTranslated"}, "saidOn": "../2025-08-09", "stance": "rejects", "reports": [{"root": "office-of-the-president", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Office of the President of Ukraine", "role": "presidential office", "authority": "office"}, "firmness": "redLine", "attribution": "officeOnRecord"}', '2026-11-25 02:30:31.198719+00', '01a2108a-561e-7cea-8b2d-de63d562661d', '01a2108a-5864-7b93-9df9-deb710e1ce49');
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-7926-a47e-53561f09ea0e', 3, 'ukraine', 'cede-territory', 'article-15', 3, false, '2025-08-09', '2025-08-09', '{article-page,demo-outlet}', '{"kind": "rejection", "issue": "cede-territory", "quote": {"text": "Ukrainians will not give their land to the occupier", "language": "en", "rendering": "verbatimTranslated"}, "saidOn": "2025-08-09", "stance": "rejects", "reports": [{"root": "office-of-the-president", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}, {"root": "office-of-the-president", "chain": ["demo-outlet"], "source": "demo-outlet", "credibility": 2, "publishedOn": "2025-08-09"}], "speaker": {"name": "Volodymyr Zelensky", "role": "President of Ukraine", "authority": "principal"}, "firmness": "redLine", "attribution": "namedOnRecord"}', '2026-11-25 02:30:31.894915+00', '01a2108a-58d2-75dc-be17-1239a558f436', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-5450-73f7-b397-5b88ba48033e', 1, 'russia', 'sabotage-allegation', 'article-19', 4, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "accusation", "issue": "sabotage-allegation", "quote": {"text": "efforts to prolong the conflict", "language": "en", "rendering": "partialQuote"}, "saidOn": "../2025-08-09", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 4, "publishedOn": "2025-08-09"}], "speaker": {"name": "Kirill Dmitriev", "role": "chief negotiator", "authority": "mandated"}, "attribution": "namedOnRecord"}', '2026-11-25 02:30:31.208876+00', '01a2108a-5628-74c8-8322-fb0e702cf4cc', '01a2108a-58e6-7b3c-8f69-a4ac26ceec12');
INSERT INTO ledger.statement_version VALUES ('01a2108a-5450-7b5c-8086-05e875cfffc8', 1, 'russia', 'sabotage-allegation', 'article-18', 3, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "accusation", "issue": "sabotage-allegation", "quote": {"text": "warned of attempts by unspecified nations to sabotage the Putin-Trump dialogue", "language": "en", "rendering": "paraphrase"}, "saidOn": "../2025-08-09", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Kirill Dmitriev", "role": "chief negotiator", "authority": "mandated"}, "attribution": "namedOnRecord"}', '2026-11-25 02:30:31.206506+00', '01a2108a-5625-78df-968b-33daf97cc026', '01a2108a-58f2-724d-9bdd-49eab8c37ae0');
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-79b4-ac6e-cd4cb2e074e7', 1, 'united-states', 'territorial-swaps', 'article-13', 6, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "position", "issue": "territorial-swaps", "quote": {"text": "Trump confirmed such ideas were under discussion", "language": "en", "rendering": "paraphrase"}, "saidOn": "../2025-08-09", "stance": "open", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Donald Trump", "role": "President of the United States", "authority": "principal"}, "firmness": "floated", "attribution": "namedOnRecord"}', '2026-11-25 02:30:31.190793+00', '01a2108a-5616-7e37-96a1-107cea009b4f', '01a2108a-5920-73d2-ba6c-36aac4515df9');
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-7926-a47e-53561f09ea0e', 2, 'ukraine', 'cede-territory', 'article-15', 3, false, '2025-08-09', '2025-08-09', '{article-page}', '{"kind": "rejection", "issue": "cede-territory", "quote": {"text": "Ukrainians will not give their land to the occupier", "language": "en", "rendering": "verbatimTranslated"}, "saidOn": "2025-08-09", "stance": "rejects", "reports": [{"root": "office-of-the-president", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Volodymyr Zelensky", "role": "President of Ukraine", "authority": "principal"}, "firmness": "redLine", "attribution": "namedOnRecord"}', '2026-11-25 02:30:31.821333+00', '01a2108a-5864-7b93-9df9-deb710e1ce49', '01a2108a-58d2-75dc-be17-1239a558f436');
INSERT INTO ledger.statement_version VALUES ('01a2108a-5450-73f7-b397-5b88ba48033e', 2, 'russia', 'sabotage-allegation', 'article-19', 4, false, '-infinity', '2025-08-09', '{article-page}', '{"kind": "accusation", "issue": "sabotage-allegation", "quote": {"text": "a number of countries interested in continuing the conflict will make titanic efforts to disrupt the planned meeting", "language": "en", "rendering": "summary"}, "saidOn": "../2025-08-09", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 4, "publishedOn": "2025-08-09"}], "speaker": {"name": "Kirill Dmitriev", "role": "chief negotiator", "authority": "mandated"}, "attribution": "namedOnRecord"}', '2026-11-25 02:30:31.912149+00', '01a2108a-58e6-7b3c-8f69-a4ac26ceec12', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-5450-7b5c-8086-05e875cfffc8', 3, 'russia', 'sabotage-allegation', 'article-18', 3, false, '2025-08-08', '2025-08-09', '{article-page}', '{"kind": "accusation", "issue": "sabotage-allegation", "quote": {"text": "warned of attempts by unspecified nations to sabotage the Putin-Trump dialogue", "language": "en", "rendering": "paraphrase"}, "saidOn": "2025-08-08/2025-08-09", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Kirill Dmitriev", "role": "special presidential representative for investment and economic cooperation; reported as chief negotiator", "authority": "mandated"}, "attribution": "namedOnRecord"}', '2026-11-25 02:30:31.935617+00', '01a2108a-58fe-760c-9322-716b85bbdd8f', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-5450-7b5c-8086-05e875cfffc8', 2, 'russia', 'sabotage-allegation', 'article-18', 3, false, '2025-08-08', '2025-08-09', '{article-page}', '{"kind": "accusation", "issue": "sabotage-allegation", "quote": {"text": "warned of attempts by unspecified nations to sabotage the Putin-Trump dialogue", "language": "en", "rendering": "paraphrase"}, "saidOn": "2025-08-08/2025-08-09", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Kirill Dmitriev", "role": "chief negotiator", "authority": "mandated"}, "attribution": "namedOnRecord"}', '2026-11-25 02:30:31.924086+00', '01a2108a-58f2-724d-9bdd-49eab8c37ae0', '01a2108a-58fe-760c-9322-716b85bbdd8f');
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-79b4-ac6e-cd4cb2e074e7', 2, 'united-states', 'territorial-swaps', 'article-13', 6, true, '-infinity', '2025-08-09', '{article-page}', '{"kind": "position", "issue": "territorial-swaps", "quote": {"text": "Trump confirmed such ideas were under discussion", "language": "en", "rendering": "paraphrase"}, "saidOn": "../2025-08-09", "stance": "open", "reports": [{"root": "article-page", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Donald Trump", "role": "President of the United States", "authority": "principal"}, "firmness": "floated", "attribution": "namedOnRecord"}', '2026-11-25 02:30:31.971552+00', '01a2108a-5920-73d2-ba6c-36aac4515df9', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-5909-79fc-ac72-ef9e4ad413a5', 2, 'united-states', 'territorial-swaps', 'demo-c6', 8, false, '2025-08-08', '2025-08-08', '{demo-outlet,article-page}', '{"kind": "position", "issue": "territorial-swaps", "quote": {"text": "some swapping of territories, to the betterment of both", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-08-08", "stance": "leansFor", "reports": [{"root": "white-house", "chain": ["demo-outlet"], "source": "demo-outlet", "credibility": 2, "publishedOn": "2025-08-08"}, {"root": "white-house", "chain": ["article-page"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Donald Trump", "role": "President of the United States", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord"}', '2026-11-25 02:30:31.985657+00', '01a2108a-5930-754f-899a-e61f70e7c6ee', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-5909-79fc-ac72-ef9e4ad413a5', 1, 'united-states', 'territorial-swaps', 'demo-c6', 8, false, '2025-08-08', '2025-08-08', '{demo-outlet}', '{"kind": "position", "issue": "territorial-swaps", "quote": {"text": "some swapping of territories, to the betterment of both", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-08-08", "stance": "leansFor", "reports": [{"root": "white-house", "chain": ["demo-outlet"], "source": "demo-outlet", "credibility": 2, "publishedOn": "2025-08-08"}], "speaker": {"name": "Donald Trump", "role": "President of the United States", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord"}', '2026-11-25 02:30:31.947937+00', '01a2108a-590a-74a7-a15e-d633c983871b', '01a2108a-5930-754f-899a-e61f70e7c6ee');
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-7554-9c01-96cfa04596d4', 2, 'united-kingdom', 'hold-uk-talks', 'article-7', 4, false, '2025-08-09', '2025-08-09', '{article-page}', '{"kind": "acceptance", "issue": "hold-uk-talks", "quote": {"text": "a vital forum to discuss progress towards securing a just and lasting peace", "language": "en", "rendering": "partialQuote"}, "saidOn": "2025-08-09", "stance": "accepts", "reports": [{"root": "downing-street", "chain": ["article-page", "downing-street"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Keir Starmer", "role": "Prime Minister, through a Downing Street spokesperson", "authority": "principal"}, "firmness": "stated", "attribution": "officeOnRecord"}', '2026-11-25 02:30:31.996407+00', '01a2108a-593a-7ee1-a838-24fb7f45aca1', '01a2108a-5946-785f-91cd-b06aba46ffcb');
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-7554-9c01-96cfa04596d4', 1, 'united-kingdom', 'hold-uk-talks', 'article-7', 4, false, '2025-08-09', '2025-08-09', '{article-page}', '{"kind": "acceptance", "issue": "hold-uk-talks", "quote": {"text": "a “vital forum” to advance a “just and lasting peace”", "language": "en", "rendering": "partialQuote"}, "saidOn": "2025-08-09", "stance": "accepts", "reports": [{"root": "downing-street", "chain": ["article-page", "downing-street"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}], "speaker": {"name": "Keir Starmer", "role": "Prime Minister, through a Downing Street spokesperson", "authority": "principal"}, "firmness": "stated", "attribution": "officeOnRecord"}', '2026-11-25 02:30:31.18258+00', '01a2108a-560d-79a8-a450-d5253a60e4a6', '01a2108a-593a-7ee1-a838-24fb7f45aca1');
INSERT INTO ledger.statement_version VALUES ('01a2108a-544f-7554-9c01-96cfa04596d4', 3, 'united-kingdom', 'hold-uk-talks', 'article-7', 4, false, '2025-08-09', '2025-08-09', '{article-page,demo-outlet}', '{"kind": "acceptance", "issue": "hold-uk-talks", "quote": {"text": "a vital forum to discuss progress towards securing a just and lasting peace", "language": "en", "rendering": "partialQuote"}, "saidOn": "2025-08-09", "stance": "accepts", "reports": [{"root": "downing-street", "chain": ["article-page", "downing-street"], "source": "article-page", "credibility": 3, "publishedOn": "2025-08-09"}, {"root": "downing-street", "chain": ["demo-outlet", "downing-street"], "source": "demo-outlet", "credibility": 2, "publishedOn": "2025-08-09"}], "speaker": {"name": "Keir Starmer", "role": "Prime Minister, through a Downing Street spokesperson", "authority": "principal"}, "firmness": "stated", "attribution": "officeOnRecord"}', '2026-11-25 02:30:32.008058+00', '01a2108a-5946-785f-91cd-b06aba46ffcb', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-59a0-722d-833b-95fd074604de', 1, 'upland', 'open-the-pass', NULL, 4, false, '2025-02-01', '2025-02-28', '{gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "open 2025-02", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-02", "stance": "open", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "office"}, "firmness": "stated", "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.099215+00', '01a2108a-59a2-7eae-b057-c60b45cef9bc', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-59a7-7d88-b9cf-36821b0d31e5', 1, 'upland', 'open-the-pass', NULL, 5, false, '2025-03-01', '2025-03-01', '{gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "accepts 2025-03-01", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-03-01", "stance": "accepts", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord", "effectiveUntil": "2025-03-31"}', '2026-11-25 02:30:32.105925+00', '01a2108a-59a8-7a00-a1cb-83166ce659ca', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-59b1-7bc7-a702-bf94bf665911', 1, 'upland', 'open-the-pass', NULL, 6, false, '2025-04-05', '2025-04-05', '{gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "rejects 2025-04-05T10:00:00Z", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-04-05T10:00:00Z", "stance": "rejects", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.11652+00', '01a2108a-59b3-71b6-b0b4-212dfe867f19', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-59b9-725f-bbbd-490aaf427898', 1, 'upland', 'open-the-pass', NULL, 7, false, '2025-04-05', '2025-04-05', '{gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "accepts 2025-04-05T09:00:00Z", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-04-05T09:00:00Z", "stance": "accepts", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.123616+00', '01a2108a-59ba-7db0-b65d-703c022ded1e', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-59c0-7a93-ab47-0a7210f14eec', 1, 'upland', 'open-the-pass', NULL, 8, false, '2025-05-01', '2025-05-01', '{gazette}', '{"kind": "withdrawal", "issue": "open-the-pass", "quote": {"text": "None 2025-05-01", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-05-01", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "refersTo": "01a2108a-59b1-7bc7-a702-bf94bf665911", "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.131816+00', '01a2108a-59c2-793d-8096-fd077e1f992b', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-59d2-7770-8696-ae5ccda9f8d9', 1, 'upland', 'open-the-pass', NULL, 9, false, '2025-05-10', '2025-05-10', '{gazette}', '{"kind": "denial", "issue": "open-the-pass", "quote": {"text": "None 2025-05-10", "language": "en", "rendering": "verbatim"}, "denies": "utterance", "saidOn": "2025-05-10", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "refersTo": "01a2108a-59a7-7d88-b9cf-36821b0d31e5", "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.152339+00', '01a2108a-59d6-73a1-be65-7f5bb12d2724', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-598b-7973-ac64-56fb73422fae', 1, 'upland', 'open-the-pass', NULL, 3, false, '2025-01-10', '2025-01-10', '{gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "leansAgainst 2025-01-10", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-01-10", "stance": "leansAgainst", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "conditions": [{"text": "if they leave the valley", "state": "open", "otherwise": "rejects"}], "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.091725+00', '01a2108a-598c-788e-bfbe-9032bbd9b6b5', '01a2108a-59f1-71c3-bd04-12756a298b18');
INSERT INTO ledger.statement_version VALUES ('01a2108a-59dd-7e00-b8eb-2e6a403e414b', 1, 'upland', 'open-the-pass', NULL, 10, false, '2025-06-01', '2025-06-01', '{gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "rejects 2025-06-01", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-06-01", "stance": "rejects", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.159738+00', '01a2108a-59de-7608-9dea-43c9c5c8092b', '01a2108a-5a52-7697-b7d5-6526f32df627');
INSERT INTO ledger.statement_version VALUES ('01a2108a-59e3-7fb5-a9c8-974a03b4481b', 1, 'upland', 'open-the-pass', NULL, 11, false, '2025-06-05', '2025-06-09', '{gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "leansFor 2025-06-05/2025-06-09~", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-06-05/2025-06-09~", "stance": "leansFor", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "mandated"}, "firmness": "stated", "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.16611+00', '01a2108a-59e4-7c87-878c-c8db53fb7924', '01a2108a-5a59-7663-942a-51baf01fb308');
INSERT INTO ledger.statement_version VALUES ('01a2108a-598b-7973-ac64-56fb73422fae', 2, 'upland', 'open-the-pass', NULL, 3, false, '2025-01-10', '2025-01-10', '{gazette,gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "leansAgainst 2025-01-10", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-01-10", "stance": "leansAgainst", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}, {"root": "another-root", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "conditions": [{"text": "if they leave the valley", "state": "open", "otherwise": "rejects"}], "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.179723+00', '01a2108a-59f1-71c3-bd04-12756a298b18', '01a2108a-5a00-715e-8bae-3d2cba0b500e');
INSERT INTO ledger.statement_version VALUES ('01a2108a-598b-7973-ac64-56fb73422fae', 3, 'upland', 'open-the-pass', NULL, 3, false, '2025-01-10', '2025-01-10', '{gazette,gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "leansAgainst 2025-01-10", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-01-10", "stance": "leansAgainst", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 1}, {"root": "another-root", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "conditions": [{"text": "if they leave the valley", "state": "open", "otherwise": "rejects"}], "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.196321+00', '01a2108a-5a00-715e-8bae-3d2cba0b500e', '01a2108a-5a0c-71a1-9369-44e0d6c722f6');
INSERT INTO ledger.statement_version VALUES ('01a2108a-598b-7973-ac64-56fb73422fae', 4, 'upland', 'open-the-pass', NULL, 3, false, '2025-01-10', '2025-01-10', '{gazette,gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "leansAgainst 2025-01-10", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-01-10", "stance": "leansAgainst", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}, {"root": "another-root", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "conditions": [{"text": "if they leave the valley", "state": "open", "otherwise": "rejects"}], "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.206332+00', '01a2108a-5a0c-71a1-9369-44e0d6c722f6', '01a2108a-5a18-718f-9a93-496014a64fd8');
INSERT INTO ledger.statement_version VALUES ('01a2108a-598b-7973-ac64-56fb73422fae', 5, 'upland', 'open-the-pass', NULL, 3, false, '2025-01-10', '2025-01-10', '{gazette,gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "leansAgainst 2025-01-10", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-01-10", "stance": "leansAgainst", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}, {"root": "another-root", "chain": [], "source": "gazette", "retracted": true, "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "conditions": [{"text": "if they leave the valley", "state": "open", "otherwise": "rejects"}], "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.220038+00', '01a2108a-5a18-718f-9a93-496014a64fd8', '01a2108a-5a2c-7373-8f0a-5d1bb845ccc9');
INSERT INTO ledger.statement_version VALUES ('01a2108a-598b-7973-ac64-56fb73422fae', 7, 'upland', 'open-the-pass', NULL, 3, false, '2025-01-12', '2025-01-12', '{gazette,gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "leansAgainst 2025-01-10", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-01-12", "stance": "leansAgainst", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}, {"root": "another-root", "chain": [], "source": "gazette", "retracted": true, "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "conditions": [{"text": "if they leave the valley for good", "state": "open", "otherwise": "rejects", "assessments": [{"on": "2025-01-20", "state": "met", "reason": "they left"}]}, {"text": "and sign", "state": "open"}], "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.267136+00', '01a2108a-5a44-7d04-b81d-4c0d7028bb3a', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-598b-7973-ac64-56fb73422fae', 6, 'upland', 'open-the-pass', NULL, 3, false, '2025-01-10', '2025-01-10', '{gazette,gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "leansAgainst 2025-01-10", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-01-10", "stance": "leansAgainst", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}, {"root": "another-root", "chain": [], "source": "gazette", "retracted": true, "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "conditions": [{"text": "if they leave the valley", "state": "open", "otherwise": "rejects", "assessments": [{"on": "2025-01-20", "state": "met", "reason": "they left"}]}], "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.242186+00', '01a2108a-5a2c-7373-8f0a-5d1bb845ccc9', '01a2108a-5a44-7d04-b81d-4c0d7028bb3a');
INSERT INTO ledger.statement_version VALUES ('01a2108a-59dd-7e00-b8eb-2e6a403e414b', 2, 'upland', 'open-the-pass', NULL, 10, true, '2025-06-01', '2025-06-01', '{gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "rejects 2025-06-01", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-06-01", "stance": "rejects", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "principal"}, "firmness": "stated", "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.275988+00', '01a2108a-5a52-7697-b7d5-6526f32df627', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-59e3-7fb5-a9c8-974a03b4481b', 3, 'upland', 'open-the-pass', NULL, 11, false, '2025-06-05', '2025-06-09', '{gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "leansFor 2025-06-05/2025-06-09~", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-06-05/2025-06-09~", "stance": "leansFor", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "mandated"}, "firmness": "stated", "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.295249+00', '01a2108a-5a64-7919-9c37-6b8b680bc7f9', NULL);
INSERT INTO ledger.statement_version VALUES ('01a2108a-59e3-7fb5-a9c8-974a03b4481b', 2, 'upland', 'open-the-pass', NULL, 11, true, '2025-06-05', '2025-06-09', '{gazette}', '{"kind": "position", "issue": "open-the-pass", "quote": {"text": "leansFor 2025-06-05/2025-06-09~", "language": "en", "rendering": "verbatim"}, "saidOn": "2025-06-05/2025-06-09~", "stance": "leansFor", "reports": [{"root": "gazette", "chain": [], "source": "gazette", "credibility": 2}], "speaker": {"name": "A. Speaker", "authority": "mandated"}, "firmness": "stated", "attribution": "namedOnRecord"}', '2026-11-25 02:30:32.28346+00', '01a2108a-5a59-7663-942a-51baf01fb308', '01a2108a-5a64-7919-9c37-6b8b680bc7f9');

SELECT pg_catalog.setval('ledger.mt_events_sequence', 70, true);

ALTER TABLE ONLY ledger.api_key
    ADD CONSTRAINT api_key_pkey PRIMARY KEY (name);

ALTER TABLE ONLY ledger.issue
    ADD CONSTRAINT issue_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ledger.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

ALTER TABLE ONLY ledger.party
    ADD CONSTRAINT party_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ledger.mt_event_progression
    ADD CONSTRAINT pk_mt_event_progression PRIMARY KEY (name);

ALTER TABLE ONLY ledger.mt_doc_deadletterevent
    ADD CONSTRAINT pkey_mt_doc_deadletterevent_id PRIMARY KEY (id);

ALTER TABLE ONLY ledger.mt_event_projection_floors
    ADD CONSTRAINT pkey_mt_event_projection_floors_name_tenant_id PRIMARY KEY (name, tenant_id);

ALTER TABLE ONLY ledger.mt_events
    ADD CONSTRAINT pkey_mt_events_seq_id PRIMARY KEY (seq_id);

ALTER TABLE ONLY ledger.mt_high_water_skips
    ADD CONSTRAINT pkey_mt_high_water_skips_ending_sequence PRIMARY KEY (ending_sequence);

ALTER TABLE ONLY ledger.mt_streams
    ADD CONSTRAINT pkey_mt_streams_id PRIMARY KEY (id);

ALTER TABLE ONLY ledger.source_grade
    ADD CONSTRAINT source_grade_pkey PRIMARY KEY (opened_by);

ALTER TABLE ONLY ledger.source_grade
    ADD CONSTRAINT source_grade_source_version_key UNIQUE (source, version);

ALTER TABLE ONLY ledger.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (id);

ALTER TABLE ONLY ledger.statement_version
    ADD CONSTRAINT statement_version_pkey PRIMARY KEY (statement_id, revision);

CREATE UNIQUE INDEX idx_mt_events_event_id ON ledger.mt_events USING btree (id);

CREATE INDEX issue_of_negotiation ON ledger.issue USING btree (negotiation, id);

CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON ledger.mt_events USING btree (stream_id, version);

CREATE INDEX statement_of_cell ON ledger.statement_version USING btree (party, issue, latest);

CREATE UNIQUE INDEX statement_of_key ON ledger.statement_version USING btree (party, key) WHERE ((revision = 1) AND (key IS NOT NULL));

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON ledger.mt_events FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER refuse_change BEFORE DELETE ON ledger.mt_streams FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON ledger.mt_events FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON ledger.mt_streams FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER stamp_event BEFORE INSERT ON ledger.mt_events FOR EACH ROW EXECUTE FUNCTION ledger.stamp_event();

ALTER TABLE ONLY ledger.mt_events
    ADD CONSTRAINT fkey_mt_events_stream_id FOREIGN KEY (stream_id) REFERENCES ledger.mt_streams(id) ON DELETE CASCADE;

