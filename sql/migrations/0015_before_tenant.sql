-- What must be known before the tenant is (decision 13): councils by slug or id, issuers, sandboxes.
-- suits: 0.1.0
--
-- SECURITY DEFINER functions of heard_sight, each as narrow as its use. No legal date is taken from now() here.

CREATE FUNCTION council_find(sought text)
    RETURNS TABLE (id uuid, slug text, code text, name text, sandbox boolean, test_day date, test_at timestamptz,
                   expires_at timestamptz, settings jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.id, c.slug, c.code, c.name, c.sandbox, c.test_day, c.test_at, c.expires_at, c.settings
    FROM public.council AS c
    WHERE (c.slug = sought OR c.id::text = lower(sought)) AND (c.expires_at IS NULL OR c.expires_at > now())
$$;

-- The council whose short code begins a receipt code or a calendar token.
CREATE FUNCTION council_by_code(sought text) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.id FROM public.council AS c
    WHERE c.code = upper(sought) AND (c.expires_at IS NULL OR c.expires_at > now())
$$;

CREATE FUNCTION issuer_list()
    RETURNS TABLE (council uuid, slug text, sandbox boolean, issuer text, audience text, jwks_url text, jwks_file text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT i.council, c.slug, c.sandbox, i.issuer, i.audience, i.jwks_url, i.jwks_file
    FROM public.issuer AS i JOIN public.council AS c ON c.id = i.council
    WHERE c.expires_at IS NULL OR c.expires_at > now()
    ORDER BY i.issuer, c.slug
$$;

-- A sandbox council, which always expires; live councils come from the operator alone (`heard council add`).
CREATE FUNCTION sandbox_add(id uuid, slug text, code text, name text, test_day date, test_at timestamptz,
                            expires_at timestamptz) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO public.council (id, slug, code, name, sandbox, test_day, test_at, expires_at)
    VALUES (id, slug, code, name, true, test_day, test_at, coalesce(expires_at, now() + interval '30 days'))
$$;

-- Forget sandboxes whose time is over, with all that is theirs; the number forgotten.
CREATE FUNCTION sandbox_sweep(most int) RETURNS int
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    swept int;
BEGIN
    DELETE FROM public.council AS c
    WHERE c.id IN (SELECT old.id FROM public.council AS old
                   WHERE old.sandbox AND old.expires_at <= now()
                   ORDER BY old.expires_at LIMIT most FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS swept = ROW_COUNT;
    RETURN swept;
END $$;

-- Forget kept answers whose days are over.
CREATE FUNCTION idempotency_sweep(most int) RETURNS int
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    swept int;
BEGIN
    DELETE FROM public.idempotency AS i
    WHERE i.ctid IN (SELECT old.ctid FROM public.idempotency AS old
                     WHERE old.expires_at <= now() ORDER BY old.expires_at LIMIT most FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS swept = ROW_COUNT;
    RETURN swept;
END $$;
