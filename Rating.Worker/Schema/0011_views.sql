-- What others may see of Rating: the operator's commands and auditors read these views and no table, so that a table
-- may change without them. A view that the books are checked by leaves out columns and never a row. What a session held
-- beside its key, its customer and its price is in none of them.
create view rating.rated_sessions as
select usage_id, source, session_id, customer_id, service, started_at, ended_at, charge_minor, currency, plan_code,
       plan_version, rated_at
from   rating.usages;

comment on view rating.rated_sessions is 'Every session that has a price, once.';
comment on column rating.rated_sessions.usage_id is 'Made of the key as it was told; in every worker the same.';
comment on column rating.rated_sessions.source is 'The platform; masked where it held a card number, as is session_id.';
comment on column rating.rated_sessions.charge_minor is
    'Without tax, in the smallest unit of the currency; as it was rated first, whatever adjustments followed.';
comment on column rating.rated_sessions.plan_version is 'The day from which that version of the plan is valid.';

create view rating.quarantined_sessions as
select quarantine_id, usage_id, source, session_id, code, detail, quarantined_at, replayed_at, closed_at
from   rating.quarantine;

comment on view rating.quarantined_sessions is
    'Every time that a session was set aside. It is pending while it was neither replayed nor closed.';
comment on column rating.quarantined_sessions.usage_id is
    'The usage that it would have become; null where it was set aside before that was kept.';
comment on column rating.quarantined_sessions.code is 'Why, as a word for machines; detail says it to people.';
comment on column rating.quarantined_sessions.replayed_at is
    'When it went back to be rated, or was rated because its source had told it again.';

create view rating.awaited_sessions as
select usage_id, session::json ->> 'source' as source, session::json ->> 'sessionId' as session_id, host, times_taken,
       announced_at, due_at
from   rating.details;

comment on view rating.awaited_sessions is
    'Sessions that were announced without their legs and wait for them; twice, if announced in two ways.';
comment on column rating.awaited_sessions.host is 'The bridge that is asked for the legs.';
comment on column rating.awaited_sessions.times_taken is 'How often it was asked.';

create view rating.price_adjustments as
select adjustment_id, usage_id, charge_before_minor, charge_minor, currency, adjusted_at, told_at
from   rating.adjustments;

comment on view rating.price_adjustments is
    'What a session costs since its plan was corrected, once for each correction.';
comment on column rating.price_adjustments.told_at is 'When a queue had it; null until then.';

create view rating.known_customers as
select customer_id, version
from   rating.customers;

comment on view rating.known_customers is 'Which version of each customer Rating has.';

-- What happened to a session, for people to read. Asked by usage_id; what is about the quarantine by source and
-- session_id, since what was set aside long ago has no usage. The planner leaves out the parts that `about` excludes.
create view rating.session_events as
select usage_id, source, session_id, 'session' as about, started_at as at, 1 as step, 'upstream' as worker,
       'session started' as what, null::bigint as amount_minor, null::text as currency,
       format('%s, customer %s', service, customer_id) as detail
from   rating.usages
union all
select usage_id, source, session_id, 'session', ended_at, 2, 'upstream', 'session ended', null, null,
       format('after %s', ended_at - started_at)
from   rating.usages
union all
select usage_id, source, session_id, 'price', rated_at, 3, 'rating', 'rated', charge_minor, currency,
       format('by %s of %s: %s', plan_code, plan_version,
              (select string_agg(format('%s %s %s at %s = %s', line->>'description', line->>'quantity', line->>'unit',
                                        line->>'unitPrice', line->>'amount'), '; ')
               from   json_array_elements(lines) as line))
from   rating.usages
union all
select usage_id, session::json ->> 'source', session::json ->> 'sessionId', 'legs', announced_at, 3, 'rating',
       'waits for its legs', null, null, format('%s was asked %s times', host, times_taken)
from   rating.details
union all
select usage_id, source, session_id, 'quarantine', quarantined_at, 3, 'rating', 'set aside: ' || code, null, null,
       detail
from   rating.quarantine
union all
select usage_id, source, session_id, 'quarantine', replayed_at, 4, 'rating', 'replayed', null, null,
       'was set aside: ' || code
from   rating.quarantine
where  replayed_at is not null
union all
select usage_id, source, session_id, 'quarantine', closed_at, 4, 'rating', 'closed: ' || code, null, null,
       closed_by || ': ' || close_reason
from   rating.quarantine
where  closed_at is not null
union all
select usage_id, source, session_id, 'price', adjusted_at, 14, 'rating', 'price corrected',
       charge_minor - charge_before_minor, currency, reason
from   rating.adjustments;

comment on view rating.session_events is 'What happened to a session before it was invoiced, in words.';
comment on column rating.session_events.about is 'session, price, legs or quarantine.';
comment on column rating.session_events.at is 'UTC.';
comment on column rating.session_events.step is 'Orders what has one moment, over the events of all workers.';
comment on column rating.session_events.worker is 'Where it happened; upstream is the session''s own platform.';
