-- What was given back of paid invoices, each refund as it was told last; one that failed is not given back. The invoice
-- itself is never edited: beside it stands what all its refunds come to.
create table invoicing.refunds
(
    refund_id    uuid   primary key,
    invoice_id   uuid   not null references invoicing.invoices,
    amount_minor bigint not null check (amount_minor > 0),
    has_failed   bool   not null
);

create index refunds_invoice on invoicing.refunds (invoice_id);

alter table invoicing.invoices add refunded_minor bigint not null default 0 check (refunded_minor >= 0);
