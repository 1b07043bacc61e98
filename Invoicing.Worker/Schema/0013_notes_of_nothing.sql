-- One of several small notes may give nothing back: 0.004 KWD is rounded to 0.01, and so is 0.008 after the second.
alter table invoicing.credit_notes
    drop constraint credit_notes_payable_minor_check,
    add constraint credit_notes_payable_not_negative check (payable_minor >= 0);
