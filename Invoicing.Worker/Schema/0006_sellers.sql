-- Who issues invoices, as it was applied; customers name one by its code. An issued invoice keeps its seller as it was.
create table invoicing.sellers
(
    code       text        primary key,
    version    bigint      not null check (version > 0),
    seller     jsonb       not null,
    changed_at timestamptz not null
);
