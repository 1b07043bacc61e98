-- Who may do what: charging_owner owns the schemas and migrates them; each worker's own login sees its own schema
-- alone; operator reads the workers' views and adds to the audit trail, for ./charging's commands; auditor only reads;
-- ingest reads of few views what it tells platforms of their sessions.
-- Run by an administrator, before or after migrations and as often as you like, with the passwords as variables of psql:
--   psql -d charging -v charging_owner_password=… -v rating_password=… -v invoicing_password=… -v payment_password=…
--        -v operator_password=… -v auditor_password=… -v ingest_password=… -f roles.sql
-- What each may do with which table or view is its schema's own function set_rights (each worker's Schema/rights.sql).
set client_min_messages = warning;

do $$
declare
    role_name text;
begin
    foreach role_name in array array[
        'charging_owner', 'rating', 'invoicing', 'payment', 'operator', 'auditor', 'ingest'
    ] loop
        if not exists (select 1 from pg_roles where rolname = role_name) then
            execute format('create role %I login', role_name);
        end if;
    end loop;
end $$;

alter role charging_owner password :'charging_owner_password';
alter role rating password :'rating_password';
alter role invoicing password :'invoicing_password';
alter role payment password :'payment_password';
alter role operator password :'operator_password';
alter role auditor password :'auditor_password';
alter role ingest password :'ingest_password';

-- A worker never needs half a minute for a statement; what does is lost, and its locks with it.
alter role rating set statement_timeout = '30s';
alter role invoicing set statement_timeout = '30s';
alter role payment set statement_timeout = '30s';
alter role rating set idle_in_transaction_session_timeout = '30s';
alter role invoicing set idle_in_transaction_session_timeout = '30s';
alter role payment set idle_in_transaction_session_timeout = '30s';

-- Whoever asks after a session over HTTP does not wait as long.
alter role ingest set statement_timeout = '10s';

revoke create on schema public from public;

-- A migrate that runs now sets the same rights.
select from pg_advisory_lock(hashtextextended('charging migrations', 0));

do $$
declare
    schema_name text;
begin
    execute format('grant create on database %I to charging_owner', current_database());
    execute format('alter database %I owner to charging_owner', current_database());

    foreach schema_name in array array['rating', 'invoicing', 'payment'] loop
        execute format('create schema if not exists %I authorization charging_owner', schema_name);
        execute format('grant usage on schema %I to %I', schema_name, schema_name);
        -- Earlier versions of this file gave every right on every table to come.
        execute format('alter default privileges for role charging_owner in schema %I revoke all on tables from %I',
            schema_name, schema_name);
    end loop;

    -- As its owner, so that nothing that the owner wrote runs with an administrator's rights.
    set local role charging_owner;
    foreach schema_name in array array['audit', 'rating', 'invoicing', 'payment'] loop
        if to_regprocedure(schema_name || '.set_rights()') is not null then
            execute format('select %I.set_rights()', schema_name);
        end if;
    end loop;
end $$;

select from pg_advisory_unlock(hashtextextended('charging migrations', 0));
