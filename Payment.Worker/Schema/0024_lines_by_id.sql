-- What an accountant is given of the ledger: each line by a name of its own, so that the order of lines is the same
-- however often it is asked for, and whose invoice it is of.
create or replace view payment.book_lines as
select invoice_id, payout_id, event, debit_account, credit_account, amount_minor, currency, booked_at,
       bank_key as bank_id, entry_id
from   payment.ledger_entries;

comment on view payment.book_lines is
    'The ledger: each line moves an amount from the credited account to the debited one.';
comment on column payment.book_lines.entry_id is 'Made of what happened: the same thing is the same line.';

create or replace view payment.collections as
select invoice_id, invoice_number, customer_id, session_id, state, amount_minor, credited_minor, reversed_minor,
       currency, attempt_no, abandon_reason, reversed_at, created_at, updated_at,
       invoice ->> 'sellerCode' as seller_code
from   payment.payments;

comment on view payment.collections is
    'How far the collecting of each invoice has come. Amounts are in the smallest unit of the currency.';
comment on column payment.collections.seller_code is 'By which the seller was applied; null on invoices of old.';
