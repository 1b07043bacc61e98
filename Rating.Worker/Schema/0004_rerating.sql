-- A version that has rated sessions may be corrected: its row has the latest revision, which rates from then on, and
-- what it said before is kept here as it was.
alter table rating.price_plans add column revision integer not null default 1;

create table rating.corrected_plans (
    code         text        not null,
    valid_from   date        not null,
    revision     integer     not null,
    body         text        not null,
    applied_at   timestamptz not null,
    corrected_at timestamptz not null,
    primary key (code, valid_from, revision)
);

-- The session as it was priced, so that it can be priced again; null where it was rated before it was kept.
alter table rating.usages
    add column plan_revision integer not null default 1,
    add column session       json;

-- What was charged too much or too little, once and for ever: number counts the adjustments of one usage from 1, each
-- begins at the charge that the one before has left, and adjustment_id is derived from usage_id and number.
create table rating.adjustments (
    adjustment_id       uuid        primary key,
    usage_id            uuid        not null,
    number              integer     not null,
    source              text        not null,
    session_id          text        not null,
    customer_id         text        not null,
    charge_before_minor bigint      not null check (charge_before_minor >= 0),
    charge_minor        bigint      not null check (charge_minor >= 0 and charge_minor <> charge_before_minor),
    currency            text        not null,
    plan_code           text        not null,
    plan_version        date        not null,
    plan_revision       integer     not null,
    lines               jsonb       not null,
    reason              text        not null,
    adjusted_at         timestamptz not null,
    told_at             timestamptz,
    unique (usage_id, number)
);

create index adjustments_untold on rating.adjustments (plan_code) where told_at is null;
