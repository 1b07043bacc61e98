-- Of 1,000 mails of 95 kB PostgreSQL's own compression keeps 59 MB in 2.5 s, lz4 53 MB in 0.7 s, none 95 MB in 0.8 s.
alter table payment.receipts alter column mail set compression lz4;
