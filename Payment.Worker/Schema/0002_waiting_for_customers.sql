-- A method that was refused for good is not drawn again, for whatever invoice of that customer.
create table payment.suspended_methods (
    customer_id  text        not null,
    method_token text        not null,
    code         text        not null,
    invoice_id   uuid        not null,
    suspended_at timestamptz not null,
    primary key (customer_id, method_token)
);

-- Which version of the customer's data the attempt was made with; a newer one may have mended what was wrong.
alter table payment.attempts add customer_version bigint not null default 0;

-- The last attempt after which another was asked for; 0 if never.
alter table payment.payments
    add retry_asked_after int not null default 0,
    drop constraint payments_state_known,
    add constraint payments_state_known check (state in (
        'Initial', 'WaitingToRetry', 'AwaitingCustomer', 'Resolving', 'Pending', 'Captured', 'Abandoned',
        'NeedsReview'));

-- Whose change wakes the payment before its time; null if nobody's does.
alter table payment.schedule
    add customer_id text null,
    drop constraint schedule_kind_check,
    add constraint schedule_kind_known check (kind in ('retry', 'look', 'customer')),
    add constraint schedule_customer_named check ((kind = 'customer') = (customer_id is not null));

create index schedule_customer on payment.schedule (customer_id) where customer_id is not null;

alter table payment.receipts
    drop constraint receipts_kind_check,
    add constraint receipts_kind_known check (kind in ('receipt', 'notCollected', 'actionNeeded'));
