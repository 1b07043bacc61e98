-- The broker's user that published a session which was set aside, or waits for its legs: told again by us it stays that
-- user's word, and gains nothing. Not known of rows of before.
alter table rating.quarantine add column published_by text null;
alter table rating.details add column published_by text null;
