-- The payment of an invoice: one row per invoice, moved by PaymentSaga alone.
-- Tables point at each other by invoice_id without foreign keys: every row of an invoice is written after its payment by
-- the same saga, and a key check would lock and rewrite the payment's row for each of them.
create table payment.payments (
    invoice_id      uuid        primary key,
    version         int         not null,
    state           text        not null,
    invoice_number  text        not null,
    customer_id     text        not null,
    source          text        not null,
    session_id      text        not null,
    amount_minor    bigint      not null check (amount_minor > 0),
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    attempt_no      int         not null check (attempt_no >= 0),
    abandon_reason  text            null,
    invoice         jsonb       not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    settled_at      timestamptz     null,
    constraint payments_state_known check (state in (
        'Initial', 'WaitingToRetry', 'Resolving', 'Pending', 'Captured', 'Abandoned', 'NeedsReview')),
    constraint payments_settled check (
        (state in ('Captured', 'Abandoned')) = (settled_at is not null) and
        (state = 'Abandoned') = (abandon_reason is not null))
);

-- Every try to draw money, stored before the gateway is called.
create table payment.attempts (
    invoice_id        uuid        not null,
    attempt_no        int         not null check (attempt_no > 0),
    method_kind       text        not null,
    method_token      text        not null,
    method_brand      text        not null,
    last_four         text        not null,
    amount_minor      bigint      not null check (amount_minor > 0),
    currency          text        not null,
    idempotency_key   text        not null,
    status            text        not null check (status in ('started', 'captured', 'declined', 'pending', 'unknown')),
    decline_class     text            null,
    code              text            null,
    wait_until        timestamptz     null,
    gateway_reference text            null,
    started_at        timestamptz not null,
    asked_at          timestamptz     null,
    resolved_at       timestamptz     null,
    primary key (invoice_id, attempt_no),
    constraint attempts_resolved check ((status in ('captured', 'declined')) = (resolved_at is not null)),
    constraint attempts_captured_has_reference check (status <> 'captured' or gateway_reference is not null)
);

-- Never charged twice.
create unique index attempts_one_captured on payment.attempts (invoice_id) where status = 'captured';

-- While the outcome of one attempt is open no other can start.
create unique index attempts_one_open on payment.attempts (invoice_id)
    where status in ('started', 'pending', 'unknown');

-- When a waiting payment is to be woken. A row stays until the payment has moved on, so none waits without one.
create table payment.schedule (
    invoice_id   uuid        primary key,
    due_at       timestamptz not null,
    kind         text        not null check (kind in ('retry', 'look')),
    attempt_no   int         not null,
    times_sent   int         not null default 0,
    trace_parent text            null
);

create index schedule_due on payment.schedule (due_at);

-- Double entry: each row moves an amount from one account to another, so the books balance row by row.
create table payment.ledger_entries (
    entry_id       uuid        primary key,
    invoice_id     uuid        not null,
    event          text        not null check (event in ('raised', 'captured', 'writtenOff')),
    debit_account  text        not null,
    credit_account text        not null,
    amount_minor   bigint      not null check (amount_minor > 0),
    currency       text        not null,
    booked_at      timestamptz not null,
    constraint ledger_accounts_known check (
        debit_account in ('receivable', 'revenue', 'tax', 'gateway_clearing', 'write_off') and
        credit_account in ('receivable', 'revenue', 'tax', 'gateway_clearing', 'write_off') and
        debit_account <> credit_account)
);

create index ledger_entries_invoice on payment.ledger_entries (invoice_id);

create function payment.refuse_ledger_change() returns trigger language plpgsql as $$
begin
    raise exception 'payment.ledger_entries is append only: % refused; book a contrary entry instead', tg_op
        using errcode = 'restrict_violation';
end;
$$;

create trigger ledger_entries_append_only
    before update or delete or truncate on payment.ledger_entries
    for each statement execute function payment.refuse_ledger_change();

create table payment.receipts (
    invoice_id uuid        not null,
    kind       text        not null check (kind in ('receipt', 'notCollected')),
    mail_id    text        not null,
    file_name  text        not null,
    mail       bytea       not null,
    sha256     bytea       not null,
    status     text        not null check (status in ('made', 'sent', 'undeliverable')),
    made_at    timestamptz not null,
    sent_at    timestamptz     null,
    primary key (invoice_id, kind),
    constraint receipts_sent check ((status = 'sent') = (sent_at is not null))
);

create table payment.customers (
    customer_id text        primary key,
    version     bigint      not null,
    contact     jsonb       not null,
    methods     jsonb       not null,
    changed_at  timestamptz not null
);
