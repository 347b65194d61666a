-- import_ran.sql: one more import that ran.
INSERT INTO import_run (began_at, ended_at, source, outcomes)
VALUES (:began_at, :ended_at, :source, :outcomes)
