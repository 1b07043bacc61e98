-- A session that was set aside with its key masked cannot be replayed. Once its source has told it again, and it is
-- rated, this is the usage, and replayed_at says when: the row is no longer pending.
alter table rating.quarantine add column superseded_by uuid;
