-- insert_fact.sql: a fact that a release reports.
INSERT INTO fact (entry_index, symbol, release, number, kind)
VALUES (:entry_index, :symbol, :release, :number, :kind);
