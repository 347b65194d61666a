-- late.sql: what nobody was told of yet: not out though due before :due_before, entered more
-- than :slack after it was due, or refused.
SELECT
    number, order_id, bundle, state, act, symbol, kind, langs, title, digest,
    not_before, placed_at, placed_by, cleared_by, urgent,
    ended_at, ended_by, entry_index, reason, alarmed_at
FROM outbox_order
WHERE alarmed_at IS NULL AND state <> 'revoked'
  AND (
      (state IN ('waiting', 'taken') AND due <= :due_before)
      OR (state = 'entered' AND ended_at - due >= :slack)
      OR state = 'refused'
  )
ORDER BY due, number
