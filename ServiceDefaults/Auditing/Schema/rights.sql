-- Run at the end of every migrate and by deploy/roles.sql. Nobody updates or deletes, and neither the moment nor the login
-- of an event is its writer's to choose.
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
