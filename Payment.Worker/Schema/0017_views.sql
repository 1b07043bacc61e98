-- What others may see of Payment: the operator's commands and auditors read these views and no table, so that a table
-- may change without them. A view that the books are checked by leaves out columns and never a row. By what token money
-- is drawn, who a customer is and what a mail says is in none of them.
create view payment.collections as
select invoice_id, invoice_number, customer_id, session_id, state, amount_minor, credited_minor, reversed_minor,
       currency, attempt_no, abandon_reason, reversed_at, created_at, updated_at
from   payment.payments;

comment on view payment.collections is
    'How far the collecting of each invoice has come. Amounts are in the smallest unit of the currency.';
comment on column payment.collections.credited_minor is 'What credit notes took off so far.';
comment on column payment.collections.reversed_minor is 'What went back to the customer''s bank; null if nothing did.';
comment on column payment.collections.attempt_no is 'How often it was tried.';
comment on column payment.collections.reversed_at is 'When it went back; the state says whether it is collected again.';

create view payment.capture_attempts as
select invoice_id, attempt_no, status, method_kind, method_brand, last_four, amount_minor, currency, gateway_reference,
       started_at, resolved_at, returned_at
from   payment.attempts;

comment on view payment.capture_attempts is 'Every try to draw money.';
comment on column payment.capture_attempts.status is 'started, captured, declined, pending or unknown.';
comment on column payment.capture_attempts.gateway_reference is 'The gateway''s own name of the drawing.';
comment on column payment.capture_attempts.returned_at is
    'When its return was final and the invoice was opened to be drawn once more; of an invoice one at most is so.';

create view payment.wake_ups as
select invoice_id, kind, attempt_no, due_at, times_sent
from   payment.schedule;

comment on view payment.wake_ups is 'When each collection that waits is taken up again.';
comment on column payment.wake_ups.kind is 'retry, look (at the gateway) or customer (once there is a new method).';
comment on column payment.wake_ups.times_sent is 'How often it was told; more than 0 until the payment has moved on.';

create view payment.book_lines as
select invoice_id, payout_id, event, debit_account, credit_account, amount_minor, currency, booked_at
from   payment.ledger_entries;

comment on view payment.book_lines is
    'The ledger: each line moves an amount from the credited account to the debited one.';
comment on column payment.book_lines.invoice_id is 'Null where payout_id is not.';

create view payment.mails as
select invoice_id, kind, mail_id, file_name, status, made_at, sent_at
from   payment.receipts;

comment on view payment.mails is 'Every mail to a customer, without what it says.';
comment on column payment.mails.kind is 'receipt, notCollected, refund-1 …';
comment on column payment.mails.mail_id is 'Its Message-ID.';
comment on column payment.mails.status is 'made (not sent yet), sent or undeliverable.';

create view payment.known_refunds as
select refund_id, invoice_id, order_id, amount_minor, currency, status, gateway_reference
from   payment.refunds;

comment on view payment.known_refunds is 'Every refund, ordered here or found at the gateway.';
comment on column payment.known_refunds.order_id is
    'Of a refund for a credit note that note''s id; null if it was made at the gateway itself.';
comment on column payment.known_refunds.status is 'asked, pending, unknown, done or failed.';

create view payment.known_credit_notes as
select credit_note_id, credit_note_number, invoice_id, payable_minor, currency, outcome, refund_id, settled_at
from   payment.credits;

comment on view payment.known_credit_notes is 'Every credit note that Invoicing told of.';
comment on column payment.known_credit_notes.outcome is
    'refunded, givenBackBefore, neverDrawn or notOwed; null until it is decided, at settled_at.';

create view payment.known_disputes as
select reference, invoice_id, amount_minor, currency, status
from   payment.disputes;

comment on view payment.known_disputes is 'Every dispute, as it was reported last.';
comment on column payment.known_disputes.reference is 'The gateway''s own name of it.';
comment on column payment.known_disputes.status is 'open, lost or won; the money is away unless it is won.';

create view payment.booked_payouts as
select payout_id, paid_on, gross_minor, fee_minor, returned_minor, net_minor, currency
from   payment.payouts;

comment on view payment.booked_payouts is 'What the gateway paid into the provider''s bank account.';
comment on column payment.booked_payouts.net_minor is
    'What arrived: gross less fees, and less what went back to customers'' banks.';

create view payment.known_customers as
select customer_id, version
from   payment.customers;

comment on view payment.known_customers is 'Which version of each customer Payment has.';

-- What happened to an invoice's payment, for people to read.
create view payment.invoice_events as
select invoice_id, 'collection' as about, created_at as at, 6 as step, 'payment' as worker, 'taken in' as what,
       amount_minor, currency, '' as detail
from   payment.payments
union all
select invoice_id, 'attempt', started_at, 7, 'payment', format('attempt %s', attempt_no), amount_minor, currency,
       format('%s %s %s', method_kind, method_brand, last_four)
from   payment.attempts
union all
select invoice_id, 'attempt', resolved_at, 8, 'payment', format('attempt %s %s', attempt_no, status), amount_minor,
       currency, concat_ws(', ', decline_class, code, gateway_reference)
from   payment.attempts
where  resolved_at is not null
union all
select invoice_id, 'booking', booked_at, 9, 'payment', 'booked: ' || event, amount_minor, currency,
       format('from %s to %s', credit_account, debit_account)
from   payment.ledger_entries
union all
select invoice_id, 'wake-up', due_at, 10, 'payment', 'due: ' || kind, null, null, format('after attempt %s', attempt_no)
from   payment.schedule
union all
select invoice_id, 'collection', updated_at, 11, 'payment', state, amount_minor, currency,
       format('after %s attempts', attempt_no)
from   payment.payments
union all
select invoice_id, 'mail', coalesce(sent_at, made_at), 13, 'payment', format('%s %s', kind, status), null, null,
       file_name
from   payment.receipts
union all
-- The outcome follows its refund: one that came back is not refunded any more.
select credit.invoice_id, 'credit note', credit.settled_at, 17, 'payment',
       'credit note settled: ' || case
           when credit.outcome = 'refunded' and refund.status = 'failed' then 'not refunded, the refund failed'
           when credit.outcome = 'refunded' and refund.status <> 'done' then 'refund ordered'
           else credit.outcome end,
       credit.payable_minor, credit.currency, credit.credit_note_number
from   payment.credits as credit
left join payment.refunds as refund using (refund_id)
where  credit.settled_at is not null;

comment on view payment.invoice_events is 'What happened to the payment of an invoice, in words.';
comment on column payment.invoice_events.invoice_id is 'Null of what a payout booked.';
comment on column payment.invoice_events.about is
    'collection, attempt, booking, wake-up, mail or credit note; the planner leaves out what it excludes.';
comment on column payment.invoice_events.at is 'UTC.';
comment on column payment.invoice_events.step is 'Orders what has one moment, over the events of all workers.';
