-- In which trace a session was rated, which goes on to the mail: so the trace is found by the session, its invoice and
-- its mail, and they by the trace. Null where nobody traced it, and then the index has nothing of it either.
alter table rating.usages add column trace_id uuid null;

create index usages_by_trace on rating.usages (trace_id) where trace_id is not null;

create or replace view rating.rated_sessions as
select usage_id, source, session_id, customer_id, service, started_at, ended_at, charge_minor, currency, plan_code,
       plan_version, rated_at, trace_id
from   rating.usages;

comment on view rating.rated_sessions is 'Every session that has a price, once.';
comment on column rating.rated_sessions.trace_id is 'The trace in which it was rated; null where nobody traced it.';
