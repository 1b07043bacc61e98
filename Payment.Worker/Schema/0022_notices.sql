-- A SEPA debit is told before it is drawn. A payment waits for the day of its notice, and is drawn once the notice has
-- left so many days before: sent_at is when its mail did. mail_due_at is when somebody looks after the mail; null once
-- nobody needs to. The mail itself is a receipt without a due time, which workers of before do not know how to name.
create table payment.notices (
    invoice_id        uuid        not null,
    notice_no         int         not null check (notice_no > 0),
    method_token      text        not null,
    method_brand      text        not null,
    last_four         text        not null,
    mandate_reference text        not null,
    creditor_id       text        not null,
    days              int         not null check (days > 0),
    time_zone         text            null,
    draw_on           date        not null,
    draw_at           timestamptz not null,
    made_at           timestamptz not null,
    sent_at           timestamptz     null,
    mail_due_at       timestamptz     null,
    primary key (invoice_id, notice_no)
);

create index notices_mail_due on payment.notices (mail_due_at) where mail_due_at is not null;

-- What credit notes had taken off before an attempt that was told began; null of any other. And the mandate of a debit.
alter table payment.attempts
    add column credited_minor    bigint null,
    add column mandate_reference text   null;

-- Wider than before, so that every row there is fulfils them: none is read for it.
alter table payment.payments
    drop constraint payments_state_known,
    add constraint payments_state_known check (state in (
        'Initial', 'AwaitingDay', 'WaitingToRetry', 'AwaitingCustomer', 'Resolving', 'Pending', 'Captured', 'Reversed',
        'Abandoned', 'NeedsReview')) not valid;

alter table payment.receipts
    drop constraint receipts_kind_known,
    add constraint receipts_kind_known check (
        kind in ('receipt', 'notCollected', 'actionNeeded', 'reversal')
        or kind ~ '^(refund|credit|receipt|notCollected|actionNeeded|reversal|disputeLost|reinstated)-[1-9][0-9]*$'
        or kind ~ '^notice-[1-9][0-9]*$') not valid;

create or replace view payment.capture_attempts as
select invoice_id, attempt_no, status, method_kind, method_brand, last_four, amount_minor, currency, gateway_reference,
       started_at, resolved_at, returned_at, credited_minor, mandate_reference
from   payment.attempts;

comment on view payment.capture_attempts is 'Every try to draw money.';
comment on column payment.capture_attempts.credited_minor is
    'What credit notes had taken off before it began, where it was told before; else null, and all was asked for.';

create view payment.debit_notices as
select invoice_id, notice_no, method_brand, last_four, mandate_reference, creditor_id, days, draw_on, draw_at, made_at,
       sent_at, mail_due_at
from   payment.notices;

comment on view payment.debit_notices is 'Every notice of a debit, and when that is drawn.';
comment on column payment.debit_notices.notice_no is 'The last of an account holds.';
comment on column payment.debit_notices.sent_at is 'When it was told; null while it was not, and nothing is drawn.';
