-- What was given back of an invoice. The number is taken from invoicing.series as an invoice's is, in a series of its
-- own. issued_no tells which of an invoice's notes came first: they are issued one after the other, under its lock.
create table invoicing.credit_notes
(
    credit_note_id     uuid        primary key,
    issued_no          bigint      not null generated always as identity,
    series             text        not null references invoicing.series,
    number             bigint      not null check (number > 0),
    credit_note_number text        not null,
    invoice_id         uuid        not null references invoicing.invoices,
    adjustment_id      uuid        null,
    issue_date         date        not null,
    net_minor          bigint      not null check (net_minor > 0),
    tax_minor          bigint      not null,
    total_minor        bigint      not null,
    rounding_minor     bigint      not null,
    payable_minor      bigint      not null check (payable_minor > 0),
    currency           text        not null,
    document           json        not null,
    created_at         timestamptz not null,
    told_at            timestamptz null,
    unique (series, number),
    check (net_minor + tax_minor = total_minor),
    check (total_minor + rounding_minor = payable_minor)
);

create index credit_notes_invoice on invoicing.credit_notes (invoice_id);

create index credit_notes_untold on invoicing.credit_notes (created_at) where told_at is null;

-- An issued credit note is never changed and never deleted; only that it was told is written beside it.
create function invoicing.refuse_change_of_credit_note() returns trigger language plpgsql as
$$
begin
    raise exception 'Credit note % is issued: it cannot be changed', old.credit_note_number;
end
$$;

create trigger issued_for_good
    before delete or update of credit_note_id, series, number, credit_note_number, invoice_id, adjustment_id,
                               issue_date, net_minor, tax_minor, total_minor, rounding_minor, payable_minor, currency,
                               document, created_at
    on invoicing.credit_notes for each row execute function invoicing.refuse_change_of_credit_note();

-- What Rating has told of prices that changed. 'open' is in work or lies in the queue of errors; 'waiting' comes back
-- when the adjustment before it is done and the session has its invoice; the others are done.
create table invoicing.adjustments
(
    adjustment_id uuid        primary key,
    usage_id      uuid        not null,
    number        int         not null check (number > 0),
    state         text        not null default 'open' check (state in ('open', 'waiting', 'credited', 'invoiced')),
    awaits        uuid        not null, -- the invoice that the session would have by itself
    invoice_id    uuid        null references invoicing.invoices,
    document      json        not null,
    told_at       timestamptz not null,
    unique (usage_id, number),
    check ((state = 'invoiced') = (invoice_id is not null))
);

create index adjustments_waiting on invoicing.adjustments (usage_id, number) where state = 'waiting';
