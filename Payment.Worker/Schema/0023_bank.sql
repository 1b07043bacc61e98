-- The bank's own word on our accounts: its statements, each once and in order, with what became of every entry. The
-- account's row is what a statement must continue, and is held while one is imported.
create table payment.bank_accounts (
    account       text        not null,
    currency      text        not null check (currency ~ '^[A-Z]{3}$'),
    closing_minor bigint      not null,
    closed_on     date            null,
    statements    int         not null check (statements >= 0),
    named_at      timestamptz not null,
    primary key (account, currency),
    constraint bank_accounts_closed check ((statements = 0) = (closed_on is null))
);

create table payment.bank_statements (
    statement_id  uuid        primary key,
    account       text        not null,
    currency      text        not null,
    statement_no  int         not null check (statement_no > 0),
    bank_id       text        not null,
    opened_on     date        not null,
    opening_minor bigint      not null,
    closed_on     date        not null check (closed_on >= opened_on),
    closing_minor bigint      not null,
    digest        bytea       not null,
    file_name     text        not null,
    imported_at   timestamptz not null,
    unique (account, currency, statement_no),
    unique (account, currency, bank_id)
);

-- More than 0 came, less left. Placed is how much of it has found what it belongs to; the rest is in suspense. The
-- invoice is the one that it names: it is offered to that invoice's payment when it is due.
create table payment.bank_entries (
    entry_id       uuid        primary key,
    statement_id   uuid        not null,
    entry_no       int         not null check (entry_no > 0),
    booked_on      date        not null,
    value_on       date            null,
    amount_minor   bigint      not null check (amount_minor <> 0),
    currency       text        not null,
    is_reversal    bool        not null,
    bank_reference text            null,
    counterparty   text            null,
    last_four      text            null,
    texts          text        not null,
    invoice_id     uuid            null,
    placed_minor   bigint      not null default 0,
    due_at         timestamptz     null,
    unique (statement_id, entry_no),
    constraint bank_entries_placed check (
        placed_minor between least(amount_minor, 0) and greatest(amount_minor, 0)),
    constraint bank_entries_offered check (due_at is null or invoice_id is not null)
);

create index bank_entries_in_suspense on payment.bank_entries (booked_on) where placed_minor <> amount_minor;

create index bank_entries_due on payment.bank_entries (due_at) where due_at is not null;

-- What became of an entry, or of a part of it, and why, where a person said so.
create table payment.bank_placements (
    entry_id     uuid        not null,
    placement_no int         not null check (placement_no > 0),
    kind         text        not null check (kind in ('payout', 'invoice', 'returned', 'elsewhere')),
    amount_minor bigint      not null check (amount_minor <> 0),
    payout_id    text            null,
    invoice_id   uuid            null,
    other_id     uuid            null,
    reason       text            null,
    placed_at    timestamptz not null,
    primary key (entry_id, placement_no),
    constraint bank_placements_named check (
        (kind = 'payout') = (payout_id is not null) and (kind = 'invoice') = (invoice_id is not null)
        and (kind = 'returned') = (other_id is not null))
);

-- Payouts that are at the bank, each once: by the entry, or, without one, before the account's first statement.
create table payment.arrived_payouts (
    payout_id  text        primary key,
    entry_id   uuid            null unique,
    arrived_on date        not null
);

-- Of an invoice that was paid by a transfer: by which entry. Such an attempt was never at the gateway.
alter table payment.attempts add column bank_entry_id uuid null;

-- Of what a statement books: the entry, or the statement that an account began with.
alter table payment.ledger_entries add column bank_key uuid null;

-- Wider than before, so that every row there is fulfils them: none is read for it.
alter table payment.ledger_entries
    drop constraint ledger_entries_of_one,
    add constraint ledger_entries_of_one check (
        (invoice_id is null) <> (payout_id is null) or (payout_id is null and bank_key is not null)) not valid,
    drop constraint ledger_events_known,
    add constraint ledger_events_known check (event in (
        'raised', 'captured', 'refunded', 'refundFailed', 'returned', 'reinstated', 'fee', 'paidOut', 'writtenOff',
        'writtenBack', 'credited', 'opened', 'banked', 'placed')) not valid,
    drop constraint ledger_accounts_known,
    add constraint ledger_accounts_known check (
        debit_account in (
            'receivable', 'revenue', 'tax', 'rounding', 'gateway_clearing', 'gateway_fee', 'bank', 'write_off',
            'suspense', 'elsewhere') and
        credit_account in (
            'receivable', 'revenue', 'tax', 'rounding', 'gateway_clearing', 'gateway_fee', 'bank', 'write_off',
            'suspense', 'elsewhere') and
        debit_account <> credit_account) not valid;

create or replace view payment.capture_attempts as
select invoice_id, attempt_no, status, method_kind, method_brand, last_four, amount_minor, currency, gateway_reference,
       started_at, resolved_at, returned_at, credited_minor, mandate_reference, bank_entry_id
from   payment.attempts;

comment on view payment.capture_attempts is 'Every try to draw money, and every transfer that paid an invoice.';
comment on column payment.capture_attempts.bank_entry_id is
    'By which entry of a bank''s statement it was paid; null of what the gateway drew.';

create or replace view payment.book_lines as
select invoice_id, payout_id, event, debit_account, credit_account, amount_minor, currency, booked_at,
       bank_key as bank_id
from   payment.ledger_entries;

comment on view payment.book_lines is
    'The ledger: each line moves an amount from the credited account to the debited one.';
comment on column payment.book_lines.invoice_id is 'Null of a payout, and of what a bank''s statement alone books.';
comment on column payment.book_lines.bank_id is
    'The entry of a bank''s statement that it is of, or the statement that an account began with.';

create view payment.known_bank_accounts as
select account, currency, closing_minor, closed_on, statements
from   payment.bank_accounts;

comment on view payment.known_bank_accounts is 'Our accounts, as the last statement of each left it.';
comment on column payment.known_bank_accounts.closing_minor is 'The bank''s own closing balance.';

create view payment.statement_entries as
select entry_id, statement_id, entry_no, booked_on, amount_minor, currency, is_reversal, placed_minor, invoice_id
from   payment.bank_entries;

comment on view payment.statement_entries is
    'Every booked entry of the bank''s statements, without who paid and what was written on it.';
comment on column payment.statement_entries.placed_minor is
    'How much of it is known to belong somewhere; the rest is in suspense.';

create view payment.payout_arrivals as
select payout_id, entry_id, arrived_on
from   payment.arrived_payouts;

comment on view payment.payout_arrivals is 'Which payouts are at the bank.';
comment on column payment.payout_arrivals.entry_id is 'Null where it had come before the account''s first statement.';
