-- The payment that went back, as it was told. Kept for good: an invoice that was reversed is not paid by what was
-- captured before, in whatever order the two are told.
alter table invoicing.invoices
    add reversal jsonb null,
    add constraint invoices_reversed_are_owed check (reversal is null or status = 'issued');
