-- Payments and attempts are moved on and never deleted; whose money it is, how much and by what method stays.
create function payment.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'payment.% is kept for good: % of what was written first refused', tg_table_name, tg_op
        using errcode = 'restrict_violation';
end;
$$;

create trigger kept_for_good
    before delete or truncate or update of invoice_id, invoice_number, customer_id, source, session_id, amount_minor,
                                           currency, invoice, created_at
    on payment.payments for each statement execute function payment.refuse_change();

create trigger kept_for_good
    before delete or truncate or update of invoice_id, attempt_no, method_kind, method_token, method_brand, last_four,
                                           amount_minor, currency, idempotency_key, started_at, customer_version
    on payment.attempts for each statement execute function payment.refuse_change();
