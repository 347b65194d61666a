-- by_capture.sql: the last entry of a release read from a capture.
SELECT entry.symbol, entry_index
FROM capture
JOIN entry USING (entry_index)
WHERE capture_digest = :capture_digest AND entry_index < :tree_size
ORDER BY entry_index DESC
LIMIT 1;
