using System.Collections.Frozen;

namespace Charging.Payments.Gateway;

/// <summary>
/// Which class a gateway's decline code belongs to: codes as Stripe names them, SEPA reason codes of ISO 20022, return
/// codes of Nacha (R..). The last line of a class has our own: what cannot be said to the gateway is refused before it
/// is asked.
/// </summary>
internal static class DeclineCodes
{
    /// <summary>
    /// Somebody stopped the payment at the gateway: the method is not drawn again for this invoice, but it is as good
    /// as before for others.
    /// </summary>
    public const string Stopped = "payment_stopped";

    private static readonly FrozenDictionary<string, DeclineClass> Classes = Table(
        (DeclineClass.Never, """
            lost_card stolen_card pickup_card fraudulent incorrect_number invalid_number invalid_account
            revocation_of_authorization revocation_of_all_authorizations stop_payment_order do_not_try_again
            merchant_blacklist testmode_decline live_mode_test_card bank_account_closed account_closed
            bank_account_restricted bank_account_frozen debit_not_authorized recipient_deceased
            charge_already_refunded charge_disputed refund_disputed_payment expired_or_canceled_card
            lost_or_stolen_card charge_for_pending_refund_disputed merchant_request
            AC04 AC06 AG01 DNOR MD01 MD06 MS02 MD07 SL01 RR04 FRAD
            R02 R05 R07 R08 R10 R11 R14 R15 R16 R29 R31
            payment_stopped
            """),
        (DeclineClass.FixData, """
            expired_card incorrect_cvc invalid_cvc invalid_expiry_month invalid_expiry_year incorrect_zip
            incorrect_address new_account_information_available card_not_supported currency_not_supported
            bank_account_invalid_details bank_account_unusable bank_account_unverified no_account
            payment_intent_mandate_invalid resource_missing amount_too_large invalid_amount
            AC01 AC13 RC01 RR01 RR02 R03 R04 R13 R20
            invalid_token amount_not_payable
            """),
        (DeclineClass.TooSmall, "amount_too_small"),
        (DeclineClass.CustomerAction, """
            authentication_required payment_intent_authentication_failure mobile_device_authentication_required
            offline_pin_required online_or_offline_pin_required
            """),
        (DeclineClass.Later, """
            insufficient_funds do_not_honor generic_decline card_declined card_velocity_exceeded
            withdrawal_count_limit_exceeded restricted_card transaction_not_allowed call_issuer approve_with_id
            no_action_taken not_permitted service_not_allowed security_violation pin_try_exceeded refer_to_customer
            incorrect_pin invalid_pin
            charge_exceeded_source_limit charge_exceeded_transaction_limit
            AM04 MS03 R01 R09
            """),
        (DeclineClass.Technical, """
            issuer_not_available processing_error reenter_transaction try_again_later rate_limit AG02 ED05 TM01
            payment_given_up
            """));

    /// <summary>
    /// A fault of ours or of our configuration: nobody else can mend it, so nobody else is asked to.
    /// </summary>
    public static bool IsOurs(string? code) => code is "invalid_token" or "amount_not_payable" or "invalid_amount";

    /// <summary>All that stand in the table.</summary>
    public static IEnumerable<string> All => Classes.Keys;

    public static bool Knows(string code) => Classes.ContainsKey(code);

    public static DeclineClass ClassOf(string code) => Classes.GetValueOrDefault(code, DeclineClass.Unrecognized);

    private static FrozenDictionary<string, DeclineClass> Table(params (DeclineClass Class, string Codes)[] rows) =>
        rows.SelectMany(row => row.Codes
                .Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(code => KeyValuePair.Create(code, row.Class)))
            .ToFrozenDictionary(StringComparer.Ordinal);
}
