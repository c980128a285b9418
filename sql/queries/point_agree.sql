-- point_agree: the points' texts as the record fixes them (reg. 16(3)); the own words stay (invariant 14).
--   $1 council   $2 complaint   $3 numbers   $4 texts
UPDATE point AS old
SET agreed_text = new.text, version = version + 1, updated_at = now()
FROM unnest($3::int[], $4::text[]) AS new (number, text)
WHERE old.council = $1 AND old.complaint = $2 AND old.number = new.number;
