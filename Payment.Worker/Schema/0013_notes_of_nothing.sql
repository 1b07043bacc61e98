-- One of several small notes may give nothing back: 0.004 KWD is rounded to 0.01, and so is 0.008 after the second.
alter table payment.credits
    drop constraint credits_payable_minor_check,
    add constraint credits_payable_not_negative check (payable_minor >= 0);
