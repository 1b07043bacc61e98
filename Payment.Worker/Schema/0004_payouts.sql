-- What the gateway paid into the provider's bank account, each once.
create table payment.payouts (
    payout_id      text        primary key,
    paid_on        date        not null,
    currency       text        not null check (currency ~ '^[A-Z]{3}$'),
    gross_minor    bigint      not null check (gross_minor > 0),
    fee_minor      bigint      not null check (fee_minor >= 0),
    returned_minor bigint      not null check (returned_minor >= 0),
    net_minor      bigint      not null check (net_minor >= 0),
    booked_at      timestamptz not null,
    constraint payouts_add_up check (gross_minor - fee_minor - returned_minor = net_minor)
);

-- Which captures it was made of; none is paid out twice.
create table payment.payout_captures (
    gateway_reference text primary key,
    payout_id         text not null references payment.payouts
);

alter table payment.ledger_entries
    alter column invoice_id drop not null,
    add payout_id text null,
    add constraint ledger_entries_of_one check ((invoice_id is null) <> (payout_id is null)),
    drop constraint ledger_events_known,
    add constraint ledger_events_known check (event in (
        'raised', 'captured', 'returned', 'fee', 'paidOut', 'writtenOff')),
    drop constraint ledger_accounts_known,
    add constraint ledger_accounts_known check (
        debit_account in ('receivable', 'revenue', 'tax', 'gateway_clearing', 'gateway_fee', 'bank', 'write_off') and
        credit_account in ('receivable', 'revenue', 'tax', 'gateway_clearing', 'gateway_fee', 'bank', 'write_off') and
        debit_account <> credit_account);
