namespace Charging.Faults;

/// <summary>
/// What a customer's methods do at the gateway (their tokens, in the order on file), and how each of their payments
/// therefore ends, whatever is killed meanwhile.
/// </summary>
internal sealed record Behaviour(string Tokens, string End, string Because)
{
    private const string Captured = "Captured";
    private const string Reversed = "Reversed";
    private const string Abandoned = "Abandoned";
    private const string NeedsReview = "NeedsReview";

    /// <summary>Every row of the table of tokens in deploy/sandbox/README.md.</summary>
    public static IReadOnlyList<Behaviour> All { get; } =
    [
        .. Of(Captured, "it is drawn at once",
            "pm_ok", "pm_ok__early", "pm_slow_300"),
        .. Of(Captured, "a later try is let pass",
            "pm_declines_2_then_ok", "pm_declined_issuer_not_available_2_then_ok", "pm_advice_25_1_then_ok",
            "pm_sepa_pending_returned_AM04_1_then_ok"),
        .. Of(Captured, "the same call under the same key is answered",
            "pm_500_once", "pm_429_1_then_ok", "pm_reset_before_1_then_ok", "pm_timeout_before_1_then_ok",
            "pm_timeout_after", "pm_reset_after"),
        .. Of(Captured, "a look-up finds it",
            "pm_timeout_after_always", "pm_reset_after_always", "pm_500_captured"),
        .. Of(Captured, "what stands half-way is cancelled, and drawn anew",
            "pm_500_half_way_1_then_ok"),
        .. Of(Captured, "the bank lets it pass",
            "pm_sepa_pending_ok", "pm_sepa_pending_ok__early"),
        .. Of(Captured, "the next method on file is good",
            "pm_declined_lost_card pm_ok", "pm_declined_expired_card pm_ok", "pm_advice_do_not_try_again pm_ok",
            "pm_sepa_pending_returned_AC04 pm_ok", "pm_requires_action pm_ok"),
        .. Of(Reversed, "it was drawn, and the customer's bank took it back",
            "pm_chargeback", "pm_chargeback_3600", "pm_sepa_chargeback"),
        .. Of(Abandoned, "the method is refused for good",
            "pm_declined_lost_card", "pm_advice_do_not_try_again", "pm_advice_21", "pm_sepa_pending_returned_AC04"),
        .. Of(Abandoned, "the customer did nothing about it in thirty days",
            "pm_declined_expired_card", "pm_requires_action", "pm_advice_confirm_card_data", "pm_nobody"),
        .. Of(Abandoned, "the ladder is at its end",
            "pm_declined_insufficient_funds", "pm_advice_try_again_later", "pm_advice_25", "pm_declined_no_such_code",
            "pm_declined_processing_error", "pm_500_half_way", "pm_sepa_pending_returned"),
        .. Of(Abandoned, "there is nothing on file", ""),
        .. Of(NeedsReview, "nothing could be found out within the life of its key",
            "pm_timeout_before", "pm_reset_before", "pm_500_replayed", "pm_declined_duplicate_transaction"),
    ];

    public string[] Methods => Tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<Behaviour> Of(string end, string because, params string[] tokens) =>
        tokens.Select(token => new Behaviour(token, end, because));
}
