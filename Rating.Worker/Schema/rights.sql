-- What the worker's own login may do with its tables, and that others see its views alone. Not numbered: run at the
-- end of every migrate, and by deploy/roles.sql, so that whichever comes last finds roles and tables. The worker reads
-- and adds to everything; what it changes or deletes later stands here, column by column, and nothing else can be.
create or replace function rating.set_rights() returns void language plpgsql as $$
begin
    -- Ingest tells platforms where their sessions are, and sees what that takes: no customer, and no price.
    if to_regrole('ingest') is not null then
        revoke all on all tables in schema rating from ingest;
        grant usage on schema rating to ingest;
        grant select (usage_id, rated_at) on rating.rated_sessions to ingest;
        grant select (usage_id, announced_at) on rating.awaited_sessions to ingest;
        grant select (usage_id, code, quarantined_at, replayed_at, closed_at)
            on rating.quarantined_sessions to ingest;
    end if;

    if not audit.set_rights_of('rating') then
        return;
    end if;

    grant update (version, plans, changed_at) on rating.customers to rating;
    grant update (body, applied_at, revision) on rating.price_plans to rating;
    grant update (used) on rating.counters to rating;
    grant update (due_at, times_taken, legs, code, refusal) on rating.details to rating;
    grant update (replayed_at, quarantined_at, detail, closed_at, closed_by, close_reason, superseded_by,
                  usage_id, published_by)
        on rating.quarantine to rating;
    grant update (told_at) on rating.adjustments to rating;

    -- A session that has its legs does not wait for them any more.
    grant delete on rating.details to rating;
end;
$$;

select rating.set_rights();
