-- review_kept_out.sql: an accepted record is not entered, and why.
UPDATE review_page
SET state = 'kept-out', symbol = :symbol, reason = :reason
WHERE number = :number
