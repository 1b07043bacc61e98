-- The trace in which a payment began, W3C's traceparent: what is heard of it later, from the gateway or by a command, is
-- linked to it, and a mail that was put off goes on in it. Null where nobody traced it.
alter table payment.payments add column trace_parent text null;
