-- Of what is told of a payment the highest number holds: what went back may come again, or be given up.
alter table invoicing.invoices add settled_no int not null default 0;

update invoicing.invoices
set    settled_no = case when reversal is not null then 2 else 1 end
where  reversal is not null or status <> 'issued';
