-- What the worker's own login may do with its tables, and that others see its views alone. Not numbered: run at the
-- end of every migrate, and by deploy/roles.sql, so that whichever comes last finds roles and tables. The worker reads
-- and adds to everything; what it changes or deletes later stands here, column by column, and nothing else can be.
create or replace function invoicing.set_rights() returns void language plpgsql as $$
begin
    -- Ingest tells platforms on which invoice their sessions are, and sees what that takes: no customer, and no amount.
    if to_regrole('ingest') is not null then
        revoke all on all tables in schema invoicing from ingest;
        grant usage on schema invoicing to ingest;
        grant select (usage_id, invoice_id) on invoicing.gathered_charges to ingest;
        grant select (invoice_id, invoice_number, status) on invoicing.issued_invoices to ingest;
    end if;

    if not audit.set_rights_of('invoicing') then
        return;
    end if;

    grant update (version, billing, changed_at) on invoicing.customers to invoicing;
    grant update (version, seller, changed_at) on invoicing.sellers to invoicing;
    grant update (next_number) on invoicing.series to invoicing;
    grant update (highest_minor) on invoicing.thresholds to invoicing;
    grant update (charge_minor, usages, due_at, awaits, awaits_since) on invoicing.open_invoices to invoicing;
    grant update (invoice_id) on invoicing.gathered to invoicing;
    grant update (due_at) on invoicing.untold to invoicing;
    grant update (has_failed) on invoicing.refunds to invoicing;
    grant update (state, invoice_id) on invoicing.adjustments to invoicing;

    grant update (due_at) on invoicing.waiting_usages to invoicing;
    -- Those alone that are set aside; the rate itself too, where another was published than came first.
    grant update (units, amount, is_set_aside, imported_at) on invoicing.exchange_rates to invoicing;

    -- An issued document stays as it is; beside it stands what became of it.
    grant update (status, settled_at, settled_no, payment, reversal, refunded_minor) on invoicing.invoices to invoicing;
    grant update (told_at) on invoicing.credit_notes to invoicing;

    -- An open invoice that is issued is not open any more, and what is told is not untold.
    grant delete on invoicing.open_invoices, invoicing.untold, invoicing.waiting_usages to invoicing;
end;
$$;

select invoicing.set_rights();
