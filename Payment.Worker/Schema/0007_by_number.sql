-- People ask for a payment by its invoice's number.
create index payments_invoice_number on payment.payments (invoice_number);

-- Mastercard counts what was declined in a day per card, over all invoices.
create index attempts_declined on payment.attempts (method_token, started_at) where status = 'declined';

-- A payout may bring back what an earlier one took: then returned is less than 0, and there need be no captures.
alter table payment.payouts
    drop constraint payouts_gross_minor_check,
    drop constraint payouts_returned_minor_check,
    add constraint payouts_gross_not_negative check (gross_minor >= 0);
