-- place.sql: one more order; nothing where its id is known, or its symbol has one of its act.
INSERT INTO outbox_order (
    order_id, bundle, state, act, symbol, kind, langs, title, digest, record, media,
    not_before, due, placed_at, placed_by, cleared_by, urgent, ended_by, reason
)
VALUES (
    :order_id, :bundle, 'waiting', :act, :symbol, :kind, :langs, :title, :digest, :record, :media,
    :not_before, :due, :placed_at, :placed_by, :cleared_by, :urgent, '', ''
)
ON CONFLICT DO NOTHING
