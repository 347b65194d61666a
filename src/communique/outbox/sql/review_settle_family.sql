-- review_settle_family.sql: the same of a family, as far as who says so has seen it.
UPDATE review_page
SET state = :state, settled_at = :at, settled_by = :by, reason = :reason
WHERE state = 'waiting' AND family = :family AND number <= :last
