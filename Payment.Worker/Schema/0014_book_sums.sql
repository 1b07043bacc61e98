-- What is captured and what is booked as captured, by currency, up to a moment an hour back or more: so the books are
-- watched by what came since. An attempt and its entry have one moment and one commit, so whichever comes late, after
-- its moment was summed, changes both sides alike.
create table payment.book_sums (
    currency         text        primary key,
    until            timestamptz not null,
    captured_minor   bigint      not null,
    booked_minor     bigint      not null,
    difference_minor bigint      not null,
    looked_at        timestamptz not null
);

insert into payment.book_sums (currency, until, captured_minor, booked_minor, difference_minor, looked_at)
select currency, max(latest) - interval '1 hour', sum(captured), sum(booked), sum(captured) - sum(booked), '-infinity'
from   (select max(booked_at) as latest from payment.ledger_entries where event = 'captured') as ledger,
       lateral (select currency, amount_minor as captured, 0 as booked, resolved_at as moment
                from   payment.attempts where status = 'captured'
                union all
                select currency, 0, amount_minor, booked_at
                from   payment.ledger_entries where event = 'captured') as both_sides
where  moment < latest - interval '1 hour'
group  by currency;

-- By moment, in the order in which rows are written: a few pages for millions of rows, and next to nothing per row.
create index attempts_captured_at on payment.attempts using brin (resolved_at) with (autosummarize = on)
    where status = 'captured';
create index ledger_entries_captured_at on payment.ledger_entries using brin (booked_at) with (autosummarize = on)
    where event = 'captured';
