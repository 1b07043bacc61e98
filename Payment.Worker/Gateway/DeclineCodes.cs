using System.Collections.Frozen;

namespace Charging.Payments;

/// <summary>
/// Which class a gateway's decline code belongs to: card codes as Stripe names them, SEPA reason codes of ISO 20022,
/// return codes of Nacha (R..).
/// </summary>
internal static class DeclineCodes
{
    private static readonly FrozenDictionary<string, DeclineClass> Classes = Table(
        (DeclineClass.Never, """
            lost_card stolen_card pickup_card fraudulent incorrect_number invalid_account revocation_of_authorization
            revocation_of_all_authorizations stop_payment_order do_not_try_again
            AC04 AC06 AG01 MD01 MS02 MD07 FRAD R02 R05 R07 R08 R10 R29
            """),
        (DeclineClass.FixData, """
            expired_card incorrect_cvc invalid_cvc invalid_expiry_month invalid_expiry_year incorrect_zip
            AC01 RC01 R03 R04
            """),
        (DeclineClass.CustomerAction, "authentication_required offline_pin_required online_or_offline_pin_required"),
        (DeclineClass.Later, """
            insufficient_funds do_not_honor generic_decline card_velocity_exceeded withdrawal_count_limit_exceeded
            restricted_card transaction_not_allowed AM04 MS03 R01 R09
            """),
        (DeclineClass.Technical, """
            issuer_not_available processing_error reenter_transaction try_again_later rate_limit
            """));

    public static DeclineClass ClassOf(string code) => Classes.GetValueOrDefault(code, DeclineClass.Unrecognized);

    private static FrozenDictionary<string, DeclineClass> Table(params (DeclineClass Class, string Codes)[] rows) =>
        rows.SelectMany(row => row.Codes
                .Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(code => KeyValuePair.Create(code, row.Class)))
            .ToFrozenDictionary(StringComparer.Ordinal);
}
