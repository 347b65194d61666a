-- insert_entry.sql: one more line of the log.
INSERT INTO entry (entry_index, leaf, order_id, act, at, symbol, kind, langs, digest, prev,
                   family, first_index)
VALUES (:entry_index, :leaf, :order_id, :act, :at, :symbol, :kind, :langs, :digest, :prev,
        :family, :first_index);
