-- What the worker's own login may do with its tables. Not numbered: run at the end of every migrate, and by
-- deploy/roles.sql, so that whichever comes last finds roles and tables. Everything may be read and added to; what is
-- changed or deleted later stands here, column by column, and nothing else can be.
create or replace function rating.set_rights() returns void language plpgsql as $$
declare
    reader text;
begin
    foreach reader in array array['operator', 'auditor'] loop
        continue when to_regrole(reader) is null or reader = current_user;
        execute format('grant usage on schema rating to %I', reader);
        execute format('grant select on all tables in schema rating to %I', reader);
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
