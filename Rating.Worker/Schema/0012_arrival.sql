-- When a session came first, and when it was published where that was more than a second after its end: how soon it was
-- captured is reckoned from these. Null where a message does not say so, and of rows of before.
alter table rating.usages
    add column received_at       timestamptz null,
    add column published_late_at timestamptz null;
