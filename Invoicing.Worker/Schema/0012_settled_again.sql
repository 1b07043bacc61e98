-- Of what is told of a payment the highest number holds: what went back may come again, or be given up.
alter table invoicing.invoices add settled_no int not null default 0;

-- What makes of net and tax an amount that can be drawn: 1.234 KWD is 1.23.
alter table invoicing.invoices
    add rounding_minor bigint not null default 0,
    drop constraint invoices_check,
    add constraint invoices_add_up check (net_minor + tax_minor + rounding_minor = total_minor);
