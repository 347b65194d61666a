-- review_entered.sql: an accepted record is on the log; the deposit has its text.
UPDATE review_page
SET state = 'entered', symbol = :symbol, title = '', content = ''
WHERE number = :number
