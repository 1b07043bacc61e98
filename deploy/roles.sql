-- Who may do what: charging_owner owns the schemas and migrates them; each worker's own login sees its own schema alone.
-- Run by an administrator, as often as you like, with the four passwords as variables of psql:
--   psql -d charging -v charging_owner_password=… -v rating_password=… -v invoicing_password=… -v payment_password=… -f roles.sql
set client_min_messages = warning;

do $$
declare
    role_name text;
begin
    foreach role_name in array array['charging_owner', 'rating', 'invoicing', 'payment'] loop
        if not exists (select 1 from pg_roles where rolname = role_name) then
            execute format('create role %I login', role_name);
        end if;
    end loop;
end $$;

alter role charging_owner password :'charging_owner_password';
alter role rating password :'rating_password';
alter role invoicing password :'invoicing_password';
alter role payment password :'payment_password';

-- A worker never needs half a minute for a statement; what does is lost, and its locks with it.
alter role rating set statement_timeout = '30s';
alter role invoicing set statement_timeout = '30s';
alter role payment set statement_timeout = '30s';
alter role rating set idle_in_transaction_session_timeout = '30s';
alter role invoicing set idle_in_transaction_session_timeout = '30s';
alter role payment set idle_in_transaction_session_timeout = '30s';

revoke create on schema public from public;

do $$
declare
    worker text;
begin
    execute format('grant create on database %I to charging_owner', current_database());
    execute format('alter database %I owner to charging_owner', current_database());

    foreach worker in array array['rating', 'invoicing', 'payment'] loop
        execute format('create schema if not exists %I authorization charging_owner', worker);
        execute format('grant usage on schema %I to %I', worker, worker);
        execute format('grant select, insert, update, delete on all tables in schema %I to %I', worker, worker);
        execute format('grant usage, select on all sequences in schema %I to %I', worker, worker);
        execute format(
            'alter default privileges for role charging_owner in schema %I
             grant select, insert, update, delete on tables to %I', worker, worker);
        execute format(
            'alter default privileges for role charging_owner in schema %I grant usage, select on sequences to %I',
            worker, worker);
    end loop;

    -- The books are append only: the trigger of the table is the second wall, this is the first.
    if to_regclass('payment.ledger_entries') is not null then
        revoke update, delete, truncate on payment.ledger_entries from payment;
    end if;
end $$;
