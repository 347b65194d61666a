-- withdrawn_titles.sql: what the withdrawn releases were called, which search has forgotten.
SELECT last.first_index, title.title
FROM entry AS last
JOIN edition ON edition.symbol = last.symbol AND edition.replaced_by = last.entry_index
JOIN title ON title.entry_index = edition.entry_index
WHERE last.family = 'release' AND last.act = 'withdraw' AND last.replaced_by IS NULL;
