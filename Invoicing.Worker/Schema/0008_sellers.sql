-- Who issues invoices, as it was applied; customers name one by its code. An issued invoice keeps its seller as it was.
create table invoicing.sellers
(
    code       text        primary key,
    version    bigint      not null check (version > 0),
    seller     jsonb       not null,
    changed_at timestamptz not null
);

-- A series is named as its numbers look, and only the usual look is left out: what was CZ-2026-C is CZ-2026-C######.
alter table invoicing.credit_notes disable trigger issued_for_good;

insert into invoicing.series (series, next_number)
select series || '######', next_number
from   invoicing.series
where  series in (select series from invoicing.credit_notes);

update invoicing.credit_notes set series = series || '######';

delete from invoicing.series where series || '######' in (select series from invoicing.credit_notes);

alter table invoicing.credit_notes enable trigger issued_for_good;
