-- Which usage a session that was set aside would have become: what people see of its key may be masked or cut. Not known
-- of rows of before.
alter table rating.quarantine add column usage_id uuid null;
create index quarantine_usage on rating.quarantine (usage_id);
