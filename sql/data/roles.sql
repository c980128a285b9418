-- Heard's four roles. They belong to the whole cluster, so several databases may want them at once: whoever comes
-- second finds them made. Run by `heard migrate` before the migrations, as often as it likes.
DO $$
DECLARE
    wanted record;
BEGIN
    FOR wanted IN VALUES
        ('heard_owner',   'NOLOGIN BYPASSRLS'), -- owns the tables, runs the migrations (decision 10)
        ('heard_sight',   'NOLOGIN BYPASSRLS'), -- owns the functions that look across row policies (decision 7)
        ('heard_service', 'LOGIN'),             -- the service: owns nothing
        ('heard_worker',  'LOGIN')              -- the background pass
    LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.column1);
        BEGIN
            EXECUTE format('CREATE ROLE %I %s', wanted.column1, wanted.column2);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- another migration was faster
        END;
    END LOOP;
END $$;

-- Reads are READ ONLY and see one instant by default; nothing waits long (decisions 1, 2). Statements are planned once
-- per connection, whatever is asked for: a plan for each list costs five times what the list itself does.
DO $$
DECLARE
    wanted record;
BEGIN
    FOR wanted IN
        SELECT role, setting, value
        FROM (VALUES ('heard_service'), ('heard_worker')) AS roles (role),
             (VALUES ('default_transaction_read_only', 'on'), ('default_transaction_isolation', 'repeatable read'),
                     ('statement_timeout', '5s'), ('lock_timeout', '2s'), ('idle_in_transaction_session_timeout', '10s'),
                     ('TimeZone', 'UTC'), ('DateStyle', 'iso, ymd'), ('jit', 'off'), ('plan_cache_mode', 'force_generic_plan')) AS settings (setting, value)
    LOOP
        CONTINUE WHEN EXISTS (
            SELECT FROM pg_db_role_setting JOIN pg_roles ON pg_roles.oid = setrole
            WHERE setdatabase = 0 AND rolname = wanted.role
              AND wanted.setting || '=' || wanted.value = ANY (setconfig));
        EXECUTE format('ALTER ROLE %I SET %I = %s', wanted.role, wanted.setting,
            CASE wanted.setting WHEN 'DateStyle' THEN wanted.value ELSE quote_literal(wanted.value) END);
    END LOOP;
END $$;

-- The owner hands functions over to heard_sight, and makes its tables in this database.
DO $$
BEGIN
    IF NOT pg_has_role('heard_owner', 'heard_sight', 'MEMBER') THEN
        GRANT heard_sight TO heard_owner;
    END IF;
    IF NOT (has_schema_privilege('heard_owner', 'public', 'CREATE') AND has_schema_privilege('heard_sight', 'public', 'CREATE')) THEN
        GRANT USAGE, CREATE ON SCHEMA public TO heard_owner, heard_sight;
    END IF;
END $$;
