-- A truncate asks no trigger of rows.
create function invoicing.refuse_truncate() returns trigger language plpgsql as $$
begin
    raise exception 'invoicing.% holds issued documents: % refused', tg_table_name, tg_op
        using errcode = 'restrict_violation';
end;
$$;

create trigger never_emptied
    before truncate on invoicing.invoices for each statement execute function invoicing.refuse_truncate();

create trigger never_emptied
    before truncate on invoicing.credit_notes for each statement execute function invoicing.refuse_truncate();
