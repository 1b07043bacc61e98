-- A mail that could not leave is put off: when it is looked after again, how often it was tried, what the server said.
alter table payment.receipts
    add column due_at timestamptz null,
    add column tries  int         not null default 0,
    add column answer text        null,
    add constraint receipts_undeliverable_waits_for_a_person check (status <> 'undeliverable' or due_at is null);

create index receipts_due on payment.receipts (due_at) where due_at is not null;

create index receipts_undeliverable on payment.receipts (made_at) where status = 'undeliverable';

-- People ask by the invoice's number, which is the file's name.
create index receipts_file_name on payment.receipts (file_name);
