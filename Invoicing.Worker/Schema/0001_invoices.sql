create table invoicing.customers
(
    customer_id text        primary key,
    version     bigint      not null,
    billing     jsonb       not null,
    changed_at  timestamptz not null
);

-- One row per series and year. It is locked by whoever adds invoices to the series, so numbers have no gap: what is
-- rolled back gives its numbers back. Updated with every group of invoices, so its page keeps room for new versions.
create table invoicing.series
(
    series      text   primary key,
    next_number bigint not null check (next_number > 0)
) with (fillfactor = 20);

create table invoicing.invoices
(
    invoice_id     uuid        primary key,
    series         text        not null references invoicing.series,
    number         bigint      not null check (number > 0),
    invoice_number text        not null,
    usage_id       uuid        not null,
    customer_id    text        not null,
    source         text        not null,
    session_id     text        not null,
    issue_date     date        not null,
    net_minor      bigint      not null,
    tax_minor      bigint      not null,
    total_minor    bigint      not null,
    currency       text        not null,
    document       jsonb       not null,
    status         text        not null check (status in ('issued', 'paid', 'uncollected')),
    created_at     timestamptz not null,
    settled_at     timestamptz,
    payment        jsonb,
    unique (series, number),
    check (net_minor + tax_minor = total_minor),
    check ((status = 'issued') = (settled_at is null)),
    check ((status = 'paid') = (payment is not null))
) with (fillfactor = 80);

-- An issued invoice is never changed and never deleted; only its settlement is written beside it.
create function invoicing.refuse_change() returns trigger language plpgsql as
$$
begin
    raise exception 'Invoice % is issued: correct it with a credit note', old.invoice_number;
end
$$;

create trigger issued_for_good
    before delete or update of invoice_id, series, number, invoice_number, usage_id, customer_id, source, session_id,
                               issue_date, net_minor, tax_minor, total_minor, currency, document, created_at
    on invoicing.invoices for each row execute function invoicing.refuse_change();
