-- What Invoicing credited of invoices, each note once. Counted: its payment's row, its books and its alarm know of it.
-- Settled: what became of it is decided, and it has its number within the invoice. A round looks at what is due.
create table payment.credits (
    credit_note_id     uuid        primary key,
    credit_note_number text        not null,
    invoice_id         uuid        not null,
    payable_minor      bigint      not null check (payable_minor > 0),
    currency           text        not null check (currency ~ '^[A-Z]{3}$'),
    reason             text        not null,
    document           json        not null,
    kept_at            timestamptz not null,
    counted_at         timestamptz     null,
    settled_at         timestamptz     null,
    credit_no          int             null check (credit_no > 0),
    outcome            text            null check (outcome in ('refunded', 'givenBackBefore', 'neverDrawn', 'notOwed')),
    refund_id          uuid            null unique,
    due_at             timestamptz     null,
    unique (invoice_id, credit_no),
    constraint credits_settled check (
        (settled_at is null) = (outcome is null) and (settled_at is null) = (credit_no is null) and
        (settled_at is null or counted_at is not null) and (settled_at is not null or due_at is not null) and
        (outcome is not distinct from 'refunded') = (refund_id is not null))
);

create index credits_due on payment.credits (due_at) where due_at is not null;

-- What the credit notes counted so far come to. No attempt begins on an invoice that is credited whole.
alter table payment.payments add credited_minor bigint not null default 0 check (credited_minor >= 0);

alter table payment.ledger_entries
    drop constraint ledger_events_known,
    add constraint ledger_events_known check (event in (
        'raised', 'captured', 'refunded', 'refundFailed', 'returned', 'fee', 'paidOut', 'writtenOff', 'credited'));

-- One mail for each credit note that gives no money back: credit-1, credit-2 ….
alter table payment.receipts
    drop constraint receipts_kind_known,
    add constraint receipts_kind_known check (
        kind in ('receipt', 'notCollected', 'actionNeeded', 'reversal') or kind ~ '^(refund|credit)-[1-9][0-9]*$');
