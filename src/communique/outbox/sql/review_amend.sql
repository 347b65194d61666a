-- review_amend.sql: a record that waits, as somebody amended it.
UPDATE review_page
SET content = :content, title = :title
WHERE number = :number AND state = 'waiting'
