-- What others may see of Invoicing: the operator's commands and auditors read these views and no table, so that a table
-- may change without them. A view that the books are checked by leaves out columns and never a row. Who a customer is,
-- and what stands on a document beside its number and its amounts, is in none of them.
create view invoicing.issued_invoices as
select invoice_id, series, number, invoice_number, usage_id, customer_id, issue_date, net_minor, tax_minor,
       rounding_minor, total_minor, currency, status, reversal is not null as is_owed_again, created_at, settled_at
from   invoicing.invoices;

comment on view invoicing.issued_invoices is 'Every invoice. Amounts are in the smallest unit of the currency.';
comment on column invoicing.issued_invoices.number is 'Within the series; invoice_number is how it is printed.';
comment on column invoicing.issued_invoices.usage_id is 'Of several sessions the first; all are in gathered_charges.';
comment on column invoicing.issued_invoices.rounding_minor is 'What makes of net and tax an amount that can be drawn.';
comment on column invoicing.issued_invoices.status is 'issued (owed), paid or uncollected.';
comment on column invoicing.issued_invoices.is_owed_again is 'Its payment went back to the customer''s bank.';
comment on column invoicing.issued_invoices.settled_at is 'When Payment said what became of it; null while it is owed.';

create view invoicing.issued_credit_notes as
select credit_note_id, series, number, credit_note_number, invoice_id, adjustment_id, net_minor, payable_minor,
       currency, created_at
from   invoicing.credit_notes;

comment on view invoicing.issued_credit_notes is 'Every credit note.';
comment on column invoicing.issued_credit_notes.adjustment_id is
    'The corrected price that it is for; null if a person credited.';
comment on column invoicing.issued_credit_notes.payable_minor is 'Net, tax and rounding: what is given back.';

create view invoicing.number_series as
select series, next_number
from   invoicing.series;

comment on view invoicing.number_series is 'The series of numbers of invoices and credit notes.';
comment on column invoicing.number_series.next_number is 'All below it are given.';

create view invoicing.gathered_charges as
select usage_id, customer_id, charge_minor, currency, gathered_at, invoice_id
from   invoicing.gathered;

comment on view invoicing.gathered_charges is 'Every charge that was too small for an invoice of its own.';
comment on column invoicing.gathered_charges.invoice_id is
    'The invoice that it was billed on, with others; null while it is unbilled.';

create view invoicing.unbilled_totals as
select customer_id, currency, charge_minor, usages, due_at
from   invoicing.open_invoices;

comment on view invoicing.unbilled_totals is
    'What the unbilled charges of each customer come to, as it was counted when they came.';
comment on column invoicing.unbilled_totals.usages is 'How many charges.';
comment on column invoicing.unbilled_totals.due_at is 'When it is billed at the latest.';

create view invoicing.invoice_outbox as
select invoice_id, due_at
from   invoicing.untold;

comment on view invoicing.invoice_outbox is 'Invoices that were issued by the clock, until a queue has them.';

create view invoicing.known_adjustments as
select adjustment_id, usage_id, state, invoice_id
from   invoicing.adjustments;

comment on view invoicing.known_adjustments is 'What Rating told of corrected prices.';
comment on column invoicing.known_adjustments.state is
    'open (in work), waiting (for the session''s invoice, or the adjustment before it), credited or invoiced.';
comment on column invoicing.known_adjustments.invoice_id is
    'The further invoice that it became; null unless it is invoiced.';

create view invoicing.known_customers as
select customer_id, version
from   invoicing.customers;

comment on view invoicing.known_customers is 'Which version of each customer Invoicing has.';

-- What happened to a session, by its usage, for people to read.
create view invoicing.session_events as
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
join   invoicing.invoices as invoice using (invoice_id);

comment on view invoicing.session_events is 'What happened to a session beside its own invoice, in words.';
comment on column invoicing.session_events.at is 'UTC.';
comment on column invoicing.session_events.step is 'Orders what has one moment, over the events of all workers.';

-- What happened to an invoice, for people to read.
create view invoicing.invoice_events as
select invoice_id, 'invoice' as about, created_at as at, 5 as step, 'invoicing' as worker, 'invoiced' as what,
       total_minor as amount_minor, currency, invoice_number as detail
from   invoicing.invoices
union all
select invoice_id, 'invoice', settled_at, 12, 'invoicing', 'invoice ' || status, total_minor, currency, invoice_number
from   invoicing.invoices
where  settled_at is not null
union all
select invoice_id, 'credit note', created_at, 16, 'invoicing', 'credited', payable_minor, currency, credit_note_number
from   invoicing.credit_notes;

comment on view invoicing.invoice_events is 'What happened to an invoice, in words.';
comment on column invoicing.invoice_events.about is 'invoice or credit note; the planner leaves out what it excludes.';
comment on column invoicing.invoice_events.at is 'UTC.';
comment on column invoicing.invoice_events.step is 'Orders what has one moment, over the events of all workers.';
