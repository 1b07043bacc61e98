-- What the worker's own login may do with its tables, and that others see its views alone. Not numbered: run at the
-- end of every migrate, and by deploy/roles.sql, so that whichever comes last finds roles and tables. The worker reads
-- and adds to everything; what it changes or deletes later stands here, column by column, and nothing else can be.
create or replace function rating.set_rights() returns void language plpgsql as $$
declare
    reader text;
    view_name text;
begin
    foreach reader in array array['operator', 'auditor'] loop
        continue when to_regrole(reader) is null or reader = current_user;
        execute format('grant usage on schema rating to %I', reader);
        -- Earlier versions of this file let them read every table.
        execute format('revoke all on all tables in schema rating from %I', reader);
        for view_name in select viewname from pg_views where schemaname = 'rating' loop
            execute format('grant select on rating.%I to %I', view_name, reader);
        end loop;
    end loop;

    if to_regrole('rating') is null or current_user = 'rating' then
        return;
    end if;

    alter default privileges in schema rating revoke all on tables from rating;
    revoke all on all tables in schema rating from rating;
    grant usage on schema rating to rating;
    grant usage on all sequences in schema rating to rating;
    grant select, insert on all tables in schema rating to rating;
    revoke insert on rating.migrations from rating;
    -- A view has its owner's rights on the table behind it; the worker has its own.
    for view_name in select viewname from pg_views where schemaname = 'rating' loop
        execute format('revoke all on rating.%I from rating', view_name);
    end loop;

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
