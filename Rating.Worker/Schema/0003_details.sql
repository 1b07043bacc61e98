-- A session that was announced without its legs, from then until it is rated or set aside. What its bridge answers is
-- kept here, and the session is told again. due_at: when to ask the bridge, or to tell the session if that failed.
create table rating.details (
    usage_id     uuid        not null,
    content_hash bytea       not null,
    host         text        not null,
    session      text        not null,
    body         bytea       not null,
    announced_at timestamptz not null,
    due_at       timestamptz not null,
    times_taken  int         not null default 0,
    legs         text        null,
    code         text        null,
    refusal      text        null,
    trace_parent text        null,
    primary key (usage_id, content_hash),
    constraint details_one_answer check (legs is null or refusal is null),
    constraint details_refusal_has_code check ((code is null) = (refusal is null))
);

create index details_due on rating.details (due_at);

create index details_due_of_host on rating.details (host, due_at);
