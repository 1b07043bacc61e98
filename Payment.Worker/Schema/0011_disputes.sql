-- Disputes as they were reported last, each by the gateway's own name. moves counts how often its money has gone: odd
-- is away, even is here. reported_at is the gateway's time of what is kept, so that older news changes nothing.
create table payment.disputes (
    reference         text        primary key,
    invoice_id        uuid        not null,
    capture_reference text        not null,
    amount_minor      bigint      not null check (amount_minor > 0),
    currency          text        not null,
    status            text        not null check (status in ('open', 'lost', 'won')),
    moves             int         not null check (moves >= 0),
    reported_at       timestamptz not null,
    is_decided        bool        not null,
    constraint disputes_away_unless_won check ((status = 'won') = (moves % 2 = 0))
);

create index disputes_invoice on payment.disputes (invoice_id);

insert into payment.disputes
select payment.reversal_reference, payment.invoice_id, attempt.gateway_reference, payment.reversed_minor,
       payment.currency, case payment.reversal_reason when 'dispute-lost' then 'lost' else 'open' end, 1,
       -- Its end, by the gateway's clock, is never before the drawing; reversed_at is this worker's own.
       case payment.reversal_reason when 'dispute-lost' then payment.reversed_at else attempt.resolved_at end, false
from   payment.payments as payment
join   payment.attempts as attempt on attempt.invoice_id = payment.invoice_id and attempt.status = 'captured'
where  payment.state = 'Reversed';

-- When the return of a capture was final and what it had paid was opened to be drawn once more. One capture of an
-- invoice at most is ever so; beside it at most one may hold. So no debt is drawn twice while the first drawing holds.
alter table payment.attempts add returned_at timestamptz null;

-- What was lost before may be drawn once more too, if somebody says so and all of it is owed.
update payment.attempts as attempt
set    returned_at = payment.reversed_at
from   payment.payments as payment
where  payment.invoice_id = attempt.invoice_id
and    attempt.status = 'captured'
and    payment.state = 'Reversed'
and    payment.reversal_reason = 'dispute-lost'
and    payment.reversed_minor = attempt.amount_minor
and    payment.credited_minor = 0
and    not exists (select from payment.refunds where invoice_id = payment.invoice_id and status <> 'failed');

create unique index attempts_one_held on payment.attempts (invoice_id)
    where status = 'captured' and returned_at is null;
create unique index attempts_one_returned on payment.attempts (invoice_id) where returned_at is not null;
drop index payment.attempts_one_captured;

-- told_no counts what was told of a payment as settled, so that whoever hears it in another order keeps the last. The
-- tokens are those that were on file when the return was final: only another is drawn without a person's word.
alter table payment.payments
    add told_no      int  not null default 1,
    add known_tokens json null,
    drop constraint payments_reversed,
    add constraint payments_reversed check (
        (state <> 'Reversed' or reversed_at is not null) and
        (reversed_at is null) = (reversal_reason is null) and
        (reversed_at is null) = (reversal_reference is null) and
        (reversed_at is null) = (reversed_minor is null));

update payment.payments set told_no = 2 where state = 'Reversed';

alter table payment.ledger_entries
    drop constraint ledger_events_known,
    add constraint ledger_events_known check (event in (
        'raised', 'captured', 'refunded', 'refundFailed', 'returned', 'reinstated', 'fee', 'paidOut', 'writtenOff',
        'writtenBack', 'credited'));

-- A payment that was reversed may be told of several times in one kind.
alter table payment.receipts
    drop constraint receipts_kind_known,
    add constraint receipts_kind_known check (
        kind in ('receipt', 'notCollected', 'actionNeeded', 'reversal')
        or kind ~ '^(refund|credit|receipt|notCollected|actionNeeded|reversal|disputeLost|reinstated)-[1-9][0-9]*$');
