-- What invoices and credit notes are rounded by so that they can be drawn and given back.
alter table payment.ledger_entries
    drop constraint ledger_accounts_known,
    add constraint ledger_accounts_known check (
        debit_account in (
            'receivable', 'revenue', 'tax', 'rounding', 'gateway_clearing', 'gateway_fee', 'bank', 'write_off') and
        credit_account in (
            'receivable', 'revenue', 'tax', 'rounding', 'gateway_clearing', 'gateway_fee', 'bank', 'write_off') and
        debit_account <> credit_account);
