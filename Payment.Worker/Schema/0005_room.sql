-- The invoice is written once and read back whole, so it is kept as the text that it is. Every payment is moved on by an
-- update; with half of each page free the new version stays on the page, and no index has to hear of it.
alter table payment.payments
    alter column invoice type json using invoice::json,
    set (fillfactor = 45);
