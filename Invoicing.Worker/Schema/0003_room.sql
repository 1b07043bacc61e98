-- The document is written once and read back whole, so it is kept as the text that it is. Every invoice is settled by one
-- update; with half of each page free the new version stays on the page, and no index has to hear of it.
drop trigger issued_for_good on invoicing.invoices;

alter table invoicing.invoices
    alter column document type json using document::json,
    alter column payment  type json using payment::json,
    set (fillfactor = 45);

create trigger issued_for_good
    before delete or update of invoice_id, series, number, invoice_number, usage_id, customer_id, source, session_id,
                               issue_date, net_minor, tax_minor, total_minor, currency, document, created_at
    on invoicing.invoices for each row execute function invoicing.refuse_change();
