-- A mail is kept packed, by the dictionary of that number, in a column of its own: where a worker of an earlier version
-- looks there are no bytes rather than some that it would send to the customer.
alter table payment.receipts
    add column packed     bytea    null,
    add column dictionary smallint null,
    alter column mail drop not null,
    add constraint receipts_kept_in_one_way check (
        (mail is null) <> (packed is null) and (packed is null) = (dictionary is null));

-- Packed already.
alter table payment.receipts alter column packed set storage external;

comment on column payment.receipts.mail is 'As it is sent; null where packed is not.';
comment on column payment.receipts.packed is 'As it is sent, by zstd with the dictionary of that number.';
