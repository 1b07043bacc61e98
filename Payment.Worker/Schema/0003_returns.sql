-- Captured money that went back to the customer's bank; the invoice is owed again.
alter table payment.payments
    add reversed_at        timestamptz null,
    add reversal_reason    text        null,
    add reversal_reference text        null,
    add reversed_minor     bigint      null check (reversed_minor > 0),
    drop constraint payments_state_known,
    add constraint payments_state_known check (state in (
        'Initial', 'WaitingToRetry', 'AwaitingCustomer', 'Resolving', 'Pending', 'Captured', 'Reversed', 'Abandoned',
        'NeedsReview')),
    drop constraint payments_settled,
    add constraint payments_settled check (
        (state in ('Captured', 'Reversed', 'Abandoned')) = (settled_at is not null) and
        (state = 'Abandoned') = (abandon_reason is not null)),
    add constraint payments_reversed check (
        (state = 'Reversed') = (reversed_at is not null) and
        (state = 'Reversed') = (reversal_reason is not null) and
        (state = 'Reversed') = (reversal_reference is not null) and
        (state = 'Reversed') = (reversed_minor is not null));

alter table payment.ledger_entries
    drop constraint ledger_entries_event_check,
    add constraint ledger_events_known check (event in ('raised', 'captured', 'returned', 'writtenOff'));
