-- The invoice that a payment begins with stands in the last column now, as the text that it is. Every payment is moved
-- by an update, and of a new version that stays on its page the log has what lies between the first byte that changed
-- and the last: the invoice lay between, and was 1.3 of 1.5 kB. A table of its own would cost an index of random keys.
-- Payments of before keep theirs in the column invoice, since moving it would write all of them anew. Nothing is
-- rewritten, and the check reads no rows that are there: all had an invoice, and none has the new column.
alter table payment.payments
    add column invoice_text text null,
    alter column invoice drop not null,
    add constraint payments_invoice_kept_once check ((invoice is null) <> (invoice_text is null)) not valid;

comment on column payment.payments.invoice is 'Of payments of before; null where invoice_text is not.';
comment on column payment.payments.invoice_text is 'As it was told, in JSON.';

drop trigger kept_for_good on payment.payments;

create trigger kept_for_good
    before delete or truncate or update of invoice_id, invoice_number, customer_id, source, session_id, amount_minor,
                                           currency, invoice, invoice_text, created_at
    on payment.payments for each statement execute function payment.refuse_change();
