-- Rates of exchange as they were published, which convert tax into the currency in which a seller owes it. One that may
-- have converted something is never changed; one that jumped is set aside, and is none until somebody confirms it.
create table invoicing.exchange_rates
(
    source       text        not null check (source in ('cnb', 'ecb', 'file')),
    base         text        not null,
    currency     text        not null check (currency <> base),
    day          date        not null,
    units        int         not null check (units > 0),
    amount       numeric     not null check (amount > 0),
    is_set_aside boolean     not null,
    imported_at  timestamptz not null,
    primary key (source, base, currency, day)
);

-- Usages whose invoice has to say its tax in a currency that no rate leads to yet. Each is here until its invoice is
-- issued and told; awaits says what for.
create table invoicing.waiting_usages
(
    usage_id     uuid        primary key,
    invoice_id   uuid        not null,
    customer_id  text        not null,
    seller_code  text        not null,
    currency     text        not null,
    charge_minor bigint      not null check (charge_minor > 0),
    delivered_on date        not null,
    awaits       text        not null,
    usage        json        not null,
    waits_since  timestamptz not null,
    due_at       timestamptz not null
);

create index waiting_usages_by_rate on invoicing.waiting_usages (seller_code, currency, delivered_on, due_at);

-- An open invoice that is due waits where it is.
alter table invoicing.open_invoices add column awaits text null;
alter table invoicing.open_invoices add column awaits_since timestamptz null;

create view invoicing.awaiting_rate as
select usage_id, invoice_id, customer_id, charge_minor, currency, awaits, waits_since
from   invoicing.waiting_usages;

comment on view invoicing.awaiting_rate is 'Every charge that is not invoiced yet for want of a rate of exchange.';
comment on column invoicing.awaiting_rate.invoice_id is
    'The invoice that it becomes; it may be issued, and told in a moment.';
comment on column invoicing.awaiting_rate.awaits is 'Which rate, by whose for whom.';

create or replace view invoicing.unbilled_totals as
select customer_id, currency, charge_minor, usages, due_at, awaits, awaits_since
from   invoicing.open_invoices;

comment on view invoicing.unbilled_totals is
    'What the unbilled charges of each customer come to, as it was counted when they came.';
comment on column invoicing.unbilled_totals.awaits is 'Which rate of exchange it is not billed for want of; usually null.';

create or replace view invoicing.session_events as
select usage_id, gathered_at as at, 4 as step, 'invoicing' as worker, 'gathered on an open invoice' as what,
       charge_minor as amount_minor, currency,
       case when invoice_id is null
            then (select format('due %s UTC', to_char(due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'))
                  from   invoicing.open_invoices as open
                  where  open.customer_id = gathered.customer_id and open.currency = gathered.currency)
            else format('with %s more', (select count(*) - 1 from invoicing.gathered as other
                                         where  other.invoice_id = gathered.invoice_id)) end as detail
from   invoicing.gathered as gathered
union all
select adjustment.usage_id, invoice.created_at, 15, 'invoicing', 'invoiced further', invoice.total_minor,
       invoice.currency, invoice.invoice_number
from   invoicing.adjustments as adjustment
join   invoicing.invoices as invoice using (invoice_id)
union all
select usage_id, waits_since, 4, 'invoicing', 'waits for a rate of exchange', charge_minor, currency, awaits
from   invoicing.waiting_usages;

comment on view invoicing.session_events is 'What happened to a session beside its own invoice, in words.';
