-- What became of a mail is noted by an update, mostly a moment after it was made. With half of each page free the new
-- version stays on its page, and where no index is about what is noted none has to hear of it. These stay: due_at is
-- null before and after of a mail that leaves at once, and so is answer, which all that were refused have.
drop index payment.receipts_undeliverable;

create index receipts_undeliverable on payment.receipts (made_at) where answer is not null and due_at is null;

alter table payment.receipts set (fillfactor = 45);
