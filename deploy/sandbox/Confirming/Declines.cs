namespace Charging.Sandbox;

/// <summary>How refusals are spelled: by Stripe, and by the banks' own networks.</summary>
internal static class Declines
{
    /// <summary>A refusal of a card. Some codes stand alone, all others below card_declined.</summary>
    public static Decline Card(string code) => new(
        code is "expired_card" or "processing_error" or "authentication_required"
            || code.StartsWith("incorrect_", StringComparison.Ordinal)
            || code.StartsWith("invalid_expiry_", StringComparison.Ordinal)
            ? code
            : "card_declined",
        code,
        $"Your card was declined: {code}.");

    /// <summary>A refusal with Stripe's advice, or with the card network's, which is of two digits.</summary>
    public static Decline Advised(string advice) => char.IsAsciiDigit(advice[0])
        ? Card("generic_decline") with { NetworkAdviceCode = advice }
        : Card("generic_decline") with { AdviceCode = advice };

    /// <summary>A bank debit that came back, by its SEPA reason code (ISO 20022) or ACH return code (R..).</summary>
    public static Decline Debit(string reason) => new(
        reason switch
        {
            "AM04" or "R01" or "R09" => "insufficient_funds",
            "AC04" or "R02" => "account_closed",
            "AC01" or "RC01" or "R03" or "R04" => "no_account",
            "MD01" or "MD07" or "R05" or "R07" or "R10" or "R29" => "debit_not_authorized",
            "AC06" or "AG01" => "bank_account_restricted",
            "MS02" or "R08" => "payment_stopped",
            "FRAD" => "fraudulent",
            _ => "generic_could_not_process",
        },
        null,
        $"The bank returned the debit: {reason}.",
        NetworkDeclineCode: reason);
}
