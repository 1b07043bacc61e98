namespace Charging.Payments;

internal sealed class EnglishDeclines() : DeclineWords(
    ("it has expired", "expired_card"),
    ("it has expired or was cancelled", "expired_or_canceled_card"),
    ("the security code that is on file for it is not right", "incorrect_cvc invalid_cvc"),
    ("its number is not right", "incorrect_number invalid_number"),
    ("the month in which it expires is not right", "invalid_expiry_month"),
    ("the year in which it expires is not right", "invalid_expiry_year"),
    ("the postal code that is on file for it is not right", "incorrect_zip"),
    ("the address that is on file for it is not right", "incorrect_address"),
    ("your bank has new data for it", "new_account_information_available"),
    ("the account did not cover the amount", "insufficient_funds AM04 R01"),
    ("the money on the account was not available yet", "R09"),
    ("it cannot be used for this payment", """
        lost_card stolen_card pickup_card lost_or_stolen_card fraudulent merchant_blacklist FRAD security_violation
        """),
    ("your bank wants you to confirm the payment", "authentication_required mobile_device_authentication_required"),
    ("the confirmation that your bank asks for was not given", "payment_intent_authentication_failure"),
    ("your bank asks for a PIN, which cannot be entered for such a payment",
        "offline_pin_required online_or_offline_pin_required"),
    ("a wrong PIN was entered too often", "pin_try_exceeded"),
    ("the PIN that was entered is not right", "incorrect_pin invalid_pin"),
    ("what may be paid with it within a certain time is used up", "card_velocity_exceeded"),
    ("as many payments as may be made with it within a certain time were made", "withdrawal_count_limit_exceeded"),
    ("what may be debited from the account within a certain time is used up", "charge_exceeded_source_limit"),
    ("the amount is more than may be debited from the account at once", "charge_exceeded_transaction_limit"),
    ("it could not be charged in the currency of this invoice", "currency_not_supported"),
    ("this kind of payment is not possible with it", "card_not_supported service_not_allowed"),
    ("the account that belongs to it is not valid", "invalid_account"),
    ("there is no account with the data that are on file", """
        no_account bank_account_invalid_details AC01 RC01 R03 R04
        """),
    ("the account is not one that can be debited so", "AC13 AG01 R20"),
    ("the account is closed", "bank_account_closed account_closed AC04 R02"),
    ("the account is blocked", "bank_account_restricted bank_account_frozen AC06 R16"),
    ("the account cannot be used", "bank_account_unusable R13"),
    ("the account has not been verified yet", "bank_account_unverified"),
    ("there is no mandate for debits that holds", "payment_intent_mandate_invalid MD01"),
    ("the debit was not authorised", "debit_not_authorized R05 R07 R10 R11 R29"),
    ("the account cannot be debited any more", "recipient_deceased MD07 R14 R15"),
    ("the debit was refused on your side", "MS02 MD06 refer_to_customer"),
    ("the payment was stopped by an order to your bank", "stop_payment_order R08"),
    ("your bank was told to make no such payments any more", """
        revocation_of_authorization revocation_of_all_authorizations
        """),
    ("your bank refused the debit for a reason of the law", "RR04 R31"),
    ("your bank asks for data about you that are not on file", "RR01 RR02"),
    ("your bank takes no debits of this kind", "DNOR"),
    ("your bank takes debits from the account only from those that you have named to it", "SL01"),
    ("your bank declined the payment without saying why", "do_not_honor MS03 no_action_taken call_issuer"),
    ("the payment was declined, and no reason was given", "generic_decline card_declined"),
    ("your bank does not want the payment to be tried again", "do_not_try_again"),
    ("your bank wants to know who you are before it allows the payment", "approve_with_id"),
    ("your bank does not allow it for this payment", "restricted_card transaction_not_allowed not_permitted"),
    ("your bank could not be reached", "issuer_not_available"),
    ("the payment could not be processed at that moment", """
        processing_error reenter_transaction try_again_later rate_limit AG02 ED05 TM01
        payment_given_up
        """),
    ("our payment provider does not know it any more", "resource_missing"),
    ("it is a card for tests", "testmode_decline live_mode_test_card"),
    ("the amount is less than can be drawn", "amount_too_small"),
    ("the amount is more than can be drawn at once", "amount_too_large"),
    ("that is a fault of ours, and we see to it", "invalid_token amount_not_payable invalid_amount"),
    ("the payment was stopped at our payment provider", "payment_stopped merchant_request"),
    ("the payment was given back before", "charge_already_refunded"),
    ("the payment is in dispute", """
        charge_disputed refund_disputed_payment charge_for_pending_refund_disputed
        """))
{
    public static EnglishDeclines Words { get; } = new();

    public override string Unknown => "the payment did not go through";

    protected override string Confirm => "Please do so with your bank and answer to this mail.";

    protected override string NewData => "Please name us its new data, or another card or account.";

    protected override string NameAnother => "Please name us another card or account, or answer to this mail.";

    protected override string Sentence(string method, string reason) => $"We could not charge {method}: {reason}.";
}
