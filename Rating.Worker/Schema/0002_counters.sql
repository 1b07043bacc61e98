-- What a customer has used in a period of a plan: milliseconds, messages or bytes. Locked by whoever prices from it.
create table rating.counters (
    customer_id text   not null,
    plan_code   text   not null,
    service     text   not null,
    kind        text   not null,
    every       text   not null,
    starts_on   date   not null,
    used        bigint not null check (used >= 0),
    primary key (customer_id, plan_code, service, kind, every, starts_on)
);

-- What the session's counter stood at before it, and what the session added; null where the plan counts nothing.
alter table rating.usages
    add column counted_before bigint,
    add column counted        bigint;
