-- What the worker's own login may do with its tables, and that others see its views alone. Not numbered: run at the
-- end of every migrate, and by deploy/roles.sql, so that whichever comes last finds roles and tables. The worker reads
-- and adds to everything; what it changes or deletes later stands here, column by column, and nothing else can be.
create or replace function payment.set_rights() returns void language plpgsql as $$
declare
    reader text;
    view_name text;
begin
    foreach reader in array array['operator', 'auditor'] loop
        continue when to_regrole(reader) is null or reader = current_user;
        execute format('grant usage on schema payment to %I', reader);
        -- Earlier versions of this file let them read every table.
        execute format('revoke all on all tables in schema payment from %I', reader);
        for view_name in select viewname from pg_views where schemaname = 'payment' loop
            execute format('grant select on payment.%I to %I', view_name, reader);
        end loop;
    end loop;

    if to_regrole('payment') is null or current_user = 'payment' then
        return;
    end if;

    alter default privileges in schema payment revoke all on tables from payment;
    revoke all on all tables in schema payment from payment;
    grant usage on schema payment to payment;
    grant usage on all sequences in schema payment to payment;
    -- The books, payouts and suspended methods are added to, and that is all.
    grant select, insert on all tables in schema payment to payment;
    revoke insert on payment.migrations from payment;
    -- A view has its owner's rights on the table behind it; the worker has its own.
    for view_name in select viewname from pg_views where schemaname = 'payment' loop
        execute format('revoke all on payment.%I from payment', view_name);
    end loop;

    grant update (version, contact, methods, changed_at) on payment.customers to payment;
    grant update (due_at, kind, attempt_no, times_sent, trace_parent, customer_id) on payment.schedule to payment;
    grant update (status, sent_at, due_at, tries, answer) on payment.receipts to payment;
    grant update (due_at, counted_at, settled_at, credit_no, outcome, refund_id) on payment.credits to payment;
    grant update (status, code, gateway_reference, asked_at, done_at, failed_at, due_at) on payment.refunds to payment;

    grant update (status, moves, reported_at, is_decided) on payment.disputes to payment;
    grant update (until, captured_minor, booked_minor, difference_minor, looked_at) on payment.book_sums to payment;

    -- Whose money, how much of it and by what method never changes; only how far it came.
    grant update (
        version, state, attempt_no, abandon_reason, abandon_note, settled_at, retry_asked_after, reversed_at,
        reversal_reason, reversal_reference, reversed_minor, credited_minor, told_no, known_tokens,
        updated_at) on payment.payments to payment;
    grant update (status, decline_class, code, wait_until, gateway_reference, asked_at, resolved_at, returned_at)
        on payment.attempts to payment;

    -- A payment that has moved on waits for nothing.
    grant delete on payment.schedule to payment;
end;
$$;

select payment.set_rights();
