-- listing.sql: the titles of the next :limit releases that readers see, in the order entered.
SELECT shown.entry_index, shown.symbol, entry.at, title.lang, title.title
FROM (SELECT entry_index, symbol
      FROM edition
      WHERE entry_index > :after
        AND entry_index < :tree_size
        AND (replaced_by IS NULL OR replaced_by >= :tree_size)
      ORDER BY entry_index
      LIMIT :limit) AS shown
JOIN entry USING (entry_index)
JOIN title USING (entry_index)
ORDER BY shown.entry_index, title.lang;
