-- An invoice of one line and its payment are some 2.2 kB, and a row of more than 2 kB is compressed: each was, when it
-- was settled, and the log had its document once more, which in plain text is as it was and is left out. Rows stay
-- plain now up to half a page.
alter table invoicing.invoices set (toast_tuple_target = 4080);
