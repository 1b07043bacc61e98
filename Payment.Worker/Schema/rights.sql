-- What the worker's own login may do with its tables, and that others see its views alone. Not numbered: run at the
-- end of every migrate, and by deploy/roles.sql, so that whichever comes last finds roles and tables. The worker reads
-- and adds to everything; what it changes or deletes later stands here, column by column, and nothing else can be.
create or replace function payment.set_rights() returns void language plpgsql as $$
begin
    if not audit.set_rights_of('payment') then
        return;
    end if;

    -- What is not named here, such as the books, payouts and suspended methods, is added to and stays as it is.
    grant update (version, contact, methods, changed_at) on payment.customers to payment;
    grant update (due_at, kind, attempt_no, times_sent, trace_parent, customer_id) on payment.schedule to payment;
    grant update (status, sent_at, due_at, tries, answer) on payment.receipts to payment;
    grant update (sent_at, mail_due_at) on payment.notices to payment;
    grant update (status, reference, url, closed_at, due_at) on payment.checkouts to payment;
    grant update (due_at, counted_at, settled_at, credit_no, outcome, refund_id) on payment.credits to payment;
    grant update (status, code, gateway_reference, asked_at, done_at, failed_at, due_at) on payment.refunds to payment;

    grant update (status, moves, reported_at, is_decided) on payment.disputes to payment;
    grant update (closing_minor, closed_on, statements) on payment.bank_accounts to payment;
    grant update (invoice_id, placed_minor, due_at) on payment.bank_entries to payment;
    grant update (until, captured_minor, booked_minor, difference_minor, looked_at) on payment.book_sums to payment;

    -- Whose money, how much of it and by what method never changes; only how far it came.
    grant update (
        version, state, attempt_no, abandon_reason, abandon_note, settled_at, retry_asked_after, reversed_at,
        reversal_reason, reversal_reference, reversed_minor, credited_minor, told_no, known_tokens,
        checkout_no, updated_at) on payment.payments to payment;
    grant update (status, decline_class, code, wait_until, gateway_reference, asked_at, resolved_at, returned_at)
        on payment.attempts to payment;

    -- A payment that has moved on waits for nothing.
    grant delete on payment.schedule to payment;
end;
$$;

select payment.set_rights();
