-- finding_lock: the author's role, and their findings so far, held while they are written.
--   $1 council   $2 complaint   $3 stage   $4 participant
SELECT author.role, author.to_on, finding.version, coalesce(finding.status = 'submitted', false) AS submitted,
       author.id = ANY (ARRAY(SELECT my_participants())) AS own
FROM participant AS author
LEFT JOIN finding ON finding.council = author.council AND finding.participant = author.id AND finding.stage = $3
WHERE author.council = $1 AND author.complaint = $2 AND author.id = $4
FOR UPDATE OF author;
