-- What a person closed stays as it was set aside, out of sight.
alter table rating.quarantine
    add column closed_at    timestamptz,
    add column closed_by    text,
    add column close_reason text,
    add constraint quarantine_closed_by_somebody check (
        (closed_at is null) = (closed_by is null) and (closed_at is null) = (close_reason is null));

drop index rating.quarantine_pending;

create index quarantine_pending on rating.quarantine (code, quarantined_at)
    where replayed_at is null and closed_at is null;

-- One row per session, for ever: what it cost is corrected by an adjustment, never by an edit.
create function rating.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rating.% is append only: % refused; correct a price with rerate', tg_table_name, tg_op
        using errcode = 'restrict_violation';
end;
$$;

create trigger append_only
    before update or delete or truncate on rating.usages for each statement execute function rating.refuse_change();
