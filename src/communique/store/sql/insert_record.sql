-- insert_record.sql: what an entry put on the record.
INSERT INTO record (entry_index, type, json) VALUES (:entry_index, :type, :json);
