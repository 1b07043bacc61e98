-- What is given back of captured payments: stored before the gateway is called, numbered within the invoice. An order
-- comes once however often its message does; a refund that was made at the gateway itself has neither order nor key.
create table payment.refunds (
    refund_id         uuid        primary key,
    invoice_id        uuid        not null,
    refund_no         int         not null check (refund_no > 0),
    order_id          uuid            null unique,
    amount_minor      bigint      not null check (amount_minor > 0),
    currency          text        not null check (currency ~ '^[A-Z]{3}$'),
    reason            text            null,
    idempotency_key   text            null,
    capture_reference text        not null,
    status            text        not null check (status in ('asked', 'pending', 'unknown', 'done', 'failed')),
    code              text            null,
    gateway_reference text            null unique,
    started_at        timestamptz not null,
    asked_at          timestamptz     null,
    done_at           timestamptz     null,
    failed_at         timestamptz     null,
    due_at            timestamptz     null,
    unique (invoice_id, refund_no),
    constraint refunds_ordered check (
        (order_id is null) = (idempotency_key is null) and (order_id is null) = (reason is null)),
    constraint refunds_done check (
        (status = 'done') = (done_at is not null and failed_at is null) and
        (status = 'failed') = (failed_at is not null) and
        (done_at is null or gateway_reference is not null)),
    constraint refunds_settled_wait_for_nothing check (status not in ('done', 'failed') or due_at is null)
);

create index refunds_due on payment.refunds (due_at) where due_at is not null;

-- Those that a person has to decide.
create index refunds_to_be_decided on payment.refunds (started_at)
    where due_at is null and status in ('asked', 'pending', 'unknown');

alter table payment.ledger_entries
    drop constraint ledger_events_known,
    add constraint ledger_events_known check (event in (
        'raised', 'captured', 'refunded', 'refundFailed', 'returned', 'fee', 'paidOut', 'writtenOff'));

-- Why a person gave the payment up; from then on nothing more is tried.
alter table payment.payments add abandon_note text null;

-- One mail for each refund of an invoice: refund-1, refund-2 …. The key stays, for workers of before write by it.
alter table payment.receipts
    drop constraint receipts_kind_known,
    add constraint receipts_kind_known check (
        kind in ('receipt', 'notCollected', 'actionNeeded', 'reversal') or kind ~ '^refund-[1-9][0-9]*$');

-- Mails are found by their invoice's id now.
drop index payment.receipts_file_name;
