-- The highest threshold ever used, per currency. A charge that is not below it has never been gathered.
create table invoicing.thresholds
(
    currency      text   primary key,
    highest_minor bigint not null check (highest_minor >= 0)
);

-- What a customer owes in small amounts, until it is issued; the row is locked by whoever adds to it or issues it.
create table invoicing.open_invoices
(
    customer_id  text        not null,
    currency     text        not null,
    charge_minor bigint      not null check (charge_minor >= 0),
    usages       bigint      not null check (usages >= 0),
    opened_at    timestamptz not null,
    due_at       timestamptz not null,
    primary key (customer_id, currency)
);

create index open_invoices_due on invoicing.open_invoices (due_at);

-- The usages of open invoices and, once these are issued, of which invoice they became a part. Kept for good: a repeat
-- of the usage is known by it. own_invoice_id is the invoice that it would have alone.
create table invoicing.gathered
(
    usage_id       uuid        primary key,
    customer_id    text        not null,
    source         text        not null,
    session_id     text        not null,
    own_invoice_id uuid        not null,
    charge_minor   bigint      not null check (charge_minor > 0),
    currency       text        not null,
    ended_at       timestamptz not null,
    usage          json        not null,
    gathered_at    timestamptz not null,
    invoice_id     uuid        null references invoicing.invoices
);

create index gathered_open on invoicing.gathered (customer_id, currency) where invoice_id is null;
create index gathered_issued on invoicing.gathered (invoice_id) where invoice_id is not null;

-- Invoices that were issued when their time came, until they are told. What is taken and not told is due again.
create table invoicing.untold
(
    invoice_id uuid        primary key references invoicing.invoices,
    due_at     timestamptz not null
);
