-- review_passed.sql: a page that waited went in by itself: it is read more surely today.
UPDATE review_page
SET state = 'entered', symbol = :symbol, title = '', content = '', settled_at = :at
WHERE capture = :capture AND state IN ('waiting', 'kept-out')
