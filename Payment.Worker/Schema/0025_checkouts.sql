-- Pages of the gateway on which customers pay by themselves. due_at is when somebody looks at one; null once nobody
-- needs to. What was paid by one is an attempt like any other.
create table payment.checkouts (
    invoice_id     uuid        not null,
    checkout_no    int         not null check (checkout_no > 0),
    amount_minor   bigint      not null check (amount_minor > 0),
    currency       text        not null check (currency ~ '^[A-Z]{3}$'),
    credited_minor bigint      not null check (credited_minor >= 0),
    keeps_method   bool        not null,
    reference      text            null,
    url            text            null,
    status         text        not null check (status in ('started', 'open', 'paid', 'closed')),
    opened_at      timestamptz not null,
    open_until     timestamptz not null,
    closed_at      timestamptz     null,
    due_at         timestamptz     null,
    primary key (invoice_id, checkout_no),
    constraint checkouts_closed check ((status in ('paid', 'closed')) = (closed_at is not null)),
    constraint checkouts_open check (status not in ('open', 'paid') or reference is not null)
);

create unique index checkouts_one_open on payment.checkouts (invoice_id) where closed_at is null;
create index checkouts_due on payment.checkouts (due_at) where due_at is not null;

-- Which page is open for it; null if none is.
alter table payment.payments add column checkout_no int null;

-- While a page is open nothing else is drawn, by a worker of whatever release: an attempt that has waited is left out,
-- as if somebody else had begun it. Whoever adds one holds the payment's row, and so does who opens a page. A page is
-- told of after an attempt, or once nothing is tried any more, so the first attempt of an invoice need not look.
create function payment.leave_out_beside_checkout() returns trigger language plpgsql as $$
begin
    if exists (select from payment.payments where invoice_id = new.invoice_id and checkout_no is not null) then
        return null;
    end if;
    return new;
end;
$$;

create trigger leave_out_beside_checkout
    before insert on payment.attempts
    for each row when (new.attempt_no > 1 and new.status = 'started')
    execute function payment.leave_out_beside_checkout();

-- Cards that customers left on a page to be drawn from then on, each before all that was on file then.
create table payment.left_methods (
    customer_id   text        not null,
    method_token  text        not null,
    method        jsonb       not null,
    known_methods jsonb       not null,
    invoice_id    uuid        not null,
    left_at       timestamptz not null,
    primary key (customer_id, method_token)
);

create view payment.checkout_pages as
select invoice_id, checkout_no, amount_minor, currency, credited_minor, keeps_method, reference, status, opened_at,
       open_until, closed_at, due_at
from   payment.checkouts;

comment on view payment.checkout_pages is 'Every page of the gateway on which a customer could pay.';
comment on column payment.checkout_pages.amount_minor is 'What was left to pay when it was opened.';
comment on column payment.checkout_pages.status is 'started, open, paid or closed.';
comment on column payment.checkout_pages.reference is 'The gateway''s own name of the page.';
