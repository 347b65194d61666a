-- review_wait.sql: one more record that waits; read again, it waits as it is read today.
INSERT INTO review_page (
    capture, state, family, site, reasons, percent, title, found_at, waits_since,
    settled_by, reason, symbol, content
)
VALUES (
    :capture, 'waiting', :family, :site, :reasons, :percent, :title, :found_at, :at,
    '', '', '', :content
)
ON CONFLICT (capture) DO UPDATE SET
    state = 'waiting', family = excluded.family, site = excluded.site,
    reasons = excluded.reasons, percent = excluded.percent, title = excluded.title,
    found_at = excluded.found_at, settled_at = NULL, settled_by = '', reason = '',
    content = excluded.content
WHERE review_page.state IN ('waiting', 'kept-out')
