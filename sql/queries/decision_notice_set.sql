-- decision_notice_set: the notice that told a decision.
--   $1 council   $2 complaint   $3 decision   $4 notice
UPDATE decision SET notice = $4 WHERE council = $1 AND complaint = $2 AND id = $3;
