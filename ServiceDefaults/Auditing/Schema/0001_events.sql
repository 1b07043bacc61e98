-- Who changed what by a command. A deed within the database is one row, written in its transaction. A deed at the broker
-- is a row that it is begun, before it, and a second that says what came of it; begun without a second is a crash.
create table audit.events (
    id       bigint      primary key generated always as identity,
    at       timestamptz not null default clock_timestamp(),
    login    text        not null default session_user,
    who      text        not null check (length(who) between 1 and 100),
    what     text        not null check (length(what) between 1 and 100),
    which    text        not null check (length(which) between 1 and 300),
    outcome  text        not null check (outcome in ('done', 'begun', 'failed')),
    follows  bigint      null unique references audit.events,
    before   json        null check (length(before::text) <= 8000),
    after    json        null check (length(after::text) <= 8000),
    reason   text        null check (length(reason) between 1 and 1000),
    trace_id text        not null check (trace_id ~ '^[0-9a-f]{32}$')
);

create index events_which on audit.events (which);

-- Messages that no worker could take and that a person closed: out of the broker, never without a trace. The body is as
-- it was, with card numbers masked; sha256 is of the bytes that came.
create table audit.closed_letters (
    closed_no  bigint      primary key generated always as identity,
    letter_id  text        not null,
    queue      text        not null,
    message_id text        null,
    why        text        not null,
    headers    json        not null,
    body       bytea       not null,
    sha256     bytea       not null,
    closed_at  timestamptz not null default clock_timestamp(),
    closed_by  text        not null,
    reason     text        not null
);

create index closed_letters_letter on audit.closed_letters (letter_id);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit.% is append only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end;
$$;

create trigger append_only
    before update or delete or truncate on audit.events for each statement execute function audit.refuse_change();

create trigger append_only
    before update or delete or truncate on audit.closed_letters for each statement execute function audit.refuse_change();
