-- Run at the end of every migrate and by deploy/roles.sql.

-- What the workers' schemas have in common, each worker's own set_rights calls it: whoever only looks sees the views
-- alone, and the worker's login reads and adds to every table. False where the worker has no login of its own, or owns
-- its schema: then nothing else is to be granted.
create or replace function audit.set_rights_of(worker text) returns boolean language plpgsql as $$
declare
    reader text;
    view_name text;
begin
    foreach reader in array array['operator', 'auditor'] loop
        continue when to_regrole(reader) is null or reader = current_user;
        execute format('grant usage on schema %I to %I', worker, reader);
        -- Earlier versions of this file let them read every table.
        execute format('revoke all on all tables in schema %I from %I', worker, reader);
        for view_name in select viewname from pg_views where schemaname = worker loop
            execute format('grant select on %I.%I to %I', worker, view_name, reader);
        end loop;
    end loop;

    if to_regrole(worker) is null or current_user = worker then
        return false;
    end if;

    execute format('alter default privileges in schema %1$I revoke all on tables from %1$I', worker);
    execute format('revoke all on all tables in schema %1$I from %1$I', worker);
    execute format('grant usage on schema %1$I to %1$I', worker);
    execute format('grant usage on all sequences in schema %1$I to %1$I', worker);
    execute format('grant select, insert on all tables in schema %1$I to %1$I', worker);
    execute format('revoke insert on %1$I.migrations from %1$I', worker);
    -- A view has its owner's rights on the table behind it; the worker has its own.
    for view_name in select viewname from pg_views where schemaname = worker loop
        execute format('revoke all on %1$I.%2$I from %1$I', worker, view_name);
    end loop;

    return true;
end;
$$;

-- Nobody updates or deletes, and neither the moment nor the login of an event is its writer's to choose.
create or replace function audit.set_rights() returns void language plpgsql as $$
declare
    writer text;
begin
    foreach writer in array array['rating', 'invoicing', 'payment', 'operator'] loop
        continue when to_regrole(writer) is null or writer = current_user;
        execute format('revoke all on all tables in schema audit from %I', writer);
        execute format('grant usage on schema audit to %I', writer);
        execute format('grant select on audit.events to %I', writer);
        execute format(
            'grant insert (who, what, which, outcome, follows, before, after, reason, trace_id) on audit.events to %I',
            writer);
    end loop;

    if to_regrole('operator') is not null and current_user <> 'operator' then
        grant select on audit.closed_letters to operator;
        grant insert (letter_id, queue, message_id, why, headers, body, sha256, closed_by, reason)
            on audit.closed_letters to operator;
    end if;

    if to_regrole('auditor') is not null and current_user <> 'auditor' then
        grant usage on schema audit to auditor;
        grant select on all tables in schema audit to auditor;
    end if;
end;
$$;

select audit.set_rights();
