-- What is only ever written and read back whole is kept as the text that it is: jsonb would be taken apart at each write
-- and put together again at each read.
alter table rating.usages
    alter column lines      type json using lines::json,
    alter column attributes type json using attributes::json;
