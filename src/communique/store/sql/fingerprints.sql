-- fingerprints.sql: the texts that consist of these words in this order.
SELECT entry.symbol, fingerprint.lang, entry_index
FROM fingerprint
JOIN entry USING (entry_index)
WHERE words_digest = :words_digest AND entry_index < :tree_size
ORDER BY entry_index, fingerprint.lang;
