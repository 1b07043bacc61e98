create table rating.customers (
    customer_id text        primary key,
    version     bigint      not null,
    plans       jsonb       not null,
    changed_at  timestamptz not null
);

-- A version of a plan, as the file that was applied.
create table rating.price_plans (
    code       text        not null,
    valid_from date        not null,
    body       text        not null,
    applied_at timestamptz not null,
    primary key (code, valid_from)
);

-- One row per session, for ever: usage_id is derived from source and session_id.
create table rating.usages (
    usage_id     uuid        primary key,
    source       text        not null,
    session_id   text        not null,
    customer_id  text        not null,
    service      text        not null,
    started_at   timestamptz not null,
    ended_at     timestamptz not null,
    ended_on     date        not null,
    charge_minor bigint      not null check (charge_minor >= 0),
    currency     text        not null,
    plan_code    text        not null,
    plan_version date        not null,
    lines        jsonb       not null,
    attributes   jsonb       not null,
    content_hash bytea       not null,
    rated_at     timestamptz not null
);

-- Answers whether a version of a plan has been used; few different values, so it stays small.
create index usages_plan on rating.usages (plan_code, plan_version);

-- Pending until replayed_at is set; a session that comes back for the same reason is pending again.
create table rating.quarantine (
    quarantine_id  uuid        primary key,
    source         text        not null,
    session_id     text        not null,
    code           text        not null,
    detail         text        not null,
    body           bytea       not null,
    quarantined_at timestamptz not null,
    replayed_at    timestamptz
);

create index quarantine_pending on rating.quarantine (code, quarantined_at) where replayed_at is null;
