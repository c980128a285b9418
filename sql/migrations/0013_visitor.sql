-- Who asks: the settings that each transaction brings, and the cases that a visitor takes part in (decisions 6, 7).
-- suits: 0.1.0
--
--   heard.council  the council's id          heard.actor  issuer|subject of the token
--   heard.roles    role codes, with commas   heard.reach  `council`: every case; else the cases of one's own
--   heard.complaint  of one's own cases only this one, when the token is one complaint wide
--
-- The first four are inlined into the policies. Missing or empty settings match no row.

CREATE FUNCTION my_council() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('heard.council', true), '')::uuid;

CREATE FUNCTION my_actor() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('heard.actor', true), '');

CREATE FUNCTION my_reach_is_council() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN current_setting('heard.reach', true) = 'council';

CREATE FUNCTION my_role_is(role text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN role = ANY (string_to_array(current_setting('heard.roles', true), ','));

-- The complaints that the visitor takes part in now. One set for a whole statement, as
-- `complaint = ANY (ARRAY(SELECT my_cases()))`: policies that look into each other's tables recurse, and a call per
-- row costs twenty times as much (tried). Persons complained about, and supporters, see what they are shown.
CREATE FUNCTION my_cases() RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 5
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT identity.complaint
        FROM public.participant_identity AS identity
        JOIN public.participant ON participant.council = identity.council AND participant.id = identity.participant
        WHERE identity.council = my_council() AND identity.actor = my_actor() AND participant.to_on IS NULL
          AND identity.complaint = coalesce(nullif(current_setting('heard.complaint', true), '')::uuid, identity.complaint)
          AND participant.role NOT IN ('subject', 'supporter', 'ombudsman', 'iro', 'auditor_reader');
END $$;

-- The visitor's own rows among the participants.
CREATE FUNCTION my_participants() RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 5
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT identity.participant
        FROM public.participant_identity AS identity
        JOIN public.participant ON participant.council = identity.council AND participant.id = identity.participant
        WHERE identity.council = my_council() AND identity.actor = my_actor() AND participant.to_on IS NULL
          AND identity.complaint = coalesce(nullif(current_setting('heard.complaint', true), '')::uuid, identity.complaint);
END $$;

-- The people of the directory who take part in the visitor's cases.
CREATE FUNCTION my_people() RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 5
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT DISTINCT participant.person
        FROM public.participant
        WHERE participant.council = my_council() AND participant.complaint = ANY (ARRAY(SELECT my_cases()))
          AND participant.person IS NOT NULL;
END $$;

-- Nobody's case yet: the rows of a new complaint's people come before its own (decision 9).
CREATE FUNCTION case_is_new(complaint uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN NOT EXISTS (SELECT FROM public.complaint AS c WHERE c.council = my_council() AND c.id = case_is_new.complaint);
END $$;

-- Full-text search (decision 12): `@@` is not leakproof, so it runs here, with the council added, and gives ids only;
-- the rows are then read under the policies. The newest ids first.
CREATE FUNCTION complaint_search(sought text, most int) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT c.id
        FROM public.complaint AS c
        WHERE c.council = my_council()
          AND (my_reach_is_council() OR c.id = ANY (ARRAY(SELECT my_cases())))
          AND c.words @@ websearch_to_tsquery('english', sought)
        ORDER BY c.id DESC
        LIMIT most;
END $$;
