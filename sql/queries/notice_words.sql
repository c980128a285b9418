-- notice_words: what letters say of the council, and whom to ring: as its policy of the day publishes it.
--   $1 council   $2 day
WITH present AS (
    SELECT effective FROM policy
    WHERE council = $1
    ORDER BY effective_from <= $2 DESC, abs($2::date - effective_from),
             CASE WHEN effective_from <= $2 THEN -version ELSE version END
    LIMIT 1
), said AS (
    SELECT key, value FROM present, jsonb_each_text(present.effective) WHERE value IS NOT NULL
)
SELECT council.name,
       (SELECT value FROM said WHERE key = 'contact.email') AS email,
       (SELECT value FROM said WHERE key = 'contact.phone') AS phone,
       (SELECT value FROM said WHERE key = 'contact.address') AS address,
       (SELECT value FROM said WHERE key = 'advocacy.provider') AS advocacy_provider,
       (SELECT string_agg(value, ', ' ORDER BY key DESC) FROM said WHERE key LIKE 'advocacy.contact.%') AS advocacy_contact,
       (SELECT string_agg(value, ', ' ORDER BY key DESC) FROM said WHERE key LIKE 'lgsco.contact.%') AS ombudsman_contact
FROM council
WHERE council.id = $1;
