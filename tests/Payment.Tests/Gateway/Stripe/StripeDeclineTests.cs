using Stripe;

namespace Charging.Payments.Tests.Gateway.Stripe;

public class StripeDeclineTests
{
    /// <summary>The examples of each class, as the design of collecting has them.</summary>
    [TestCase(DeclineClass.Never, """
        lost_card stolen_card pickup_card fraudulent incorrect_number invalid_account revocation_of_authorization
        stop_payment_order do_not_try_again AC04 AC06 AG01 MD01 MS02 MD07 FRAD R02 R05 R07 R08 R10 R29
        """)]
    [TestCase(DeclineClass.FixData, """
        expired_card incorrect_cvc invalid_expiry_month invalid_expiry_year incorrect_zip AC01 RC01 R03 R04
        """)]
    [TestCase(DeclineClass.CustomerAction, "authentication_required offline_pin_required")]
    [TestCase(DeclineClass.Later, """
        insufficient_funds do_not_honor generic_decline card_velocity_exceeded withdrawal_count_limit_exceeded
        restricted_card transaction_not_allowed AM04 MS03 R01 R09
        """)]
    [TestCase(DeclineClass.Technical, "issuer_not_available processing_error reenter_transaction")]
    [TestCase(DeclineClass.Unrecognized, "moon_in_the_wrong_phase")]
    public void A_code_is_of_the_class(object declineClass, string codes)
    {
        foreach (var code in codes.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            Assert.That(Of(new StripeError { DeclineCode = code }).Class, Is.EqualTo(declineClass), code);
    }

    [TestCase("insufficient_funds", "do_not_try_again", null, DeclineClass.Never)]
    [TestCase("insufficient_funds", null, "03", DeclineClass.Never)]
    [TestCase("insufficient_funds", "try_again_later", "21", DeclineClass.Never)]
    [TestCase("do_not_honor", "confirm_card_data", null, DeclineClass.FixData)]
    [TestCase("do_not_honor", null, "01", DeclineClass.FixData)]
    [TestCase("lost_card", "try_again_later", null, DeclineClass.Later)]
    [TestCase("moon_in_the_wrong_phase", "try_again_later", null, DeclineClass.Later)]
    [TestCase("processing_error", "try_again_later", null, DeclineClass.Technical)]
    [TestCase("authentication_required", "try_again_later", null, DeclineClass.CustomerAction)]
    [TestCase("insufficient_funds", "advice_of_tomorrow", "99", DeclineClass.Later)]
    public void Advice_wins_over_the_table(string code, string? advice, string? networkAdvice, object declineClass) =>
        Assert.That(
            Of(new StripeError { DeclineCode = code, AdviceCode = advice, NetworkAdviceCode = networkAdvice }).Class,
            Is.EqualTo(declineClass));

    [TestCase("24", 1)]
    [TestCase("25", 24)]
    [TestCase("26", 48)]
    [TestCase("27", 96)]
    [TestCase("28", 144)]
    [TestCase("29", 192)]
    [TestCase("30", 240)]
    public void The_network_may_say_how_long_to_wait(string advice, int hours)
    {
        var declined = Of(new StripeError { DeclineCode = "lost_card", NetworkAdviceCode = advice });

        Assert.That(declined.WaitUntil, Is.EqualTo(Sample.Noon.AddHours(hours)));
        Assert.That(declined.Class, Is.EqualTo(DeclineClass.Later));
    }

    [TestCase("generic_decline", "AC04", "card_declined", "AC04")]
    [TestCase("generic_decline", "05", "card_declined", "generic_decline")]
    [TestCase(null, "R01", "payment_intent_payment_attempt_failed", "R01")]
    [TestCase(null, null, "processing_error", "processing_error")]
    [TestCase("insufficient_funds", "AC04", "card_declined", "insufficient_funds")]
    [TestCase(null, null, null, "no_code")]
    public void The_most_exact_code_counts(string? decline, string? network, string? code, string counts) =>
        Assert.That(
            Of(new StripeError { DeclineCode = decline, NetworkDeclineCode = network, Code = code }).Code,
            Is.EqualTo(counts));

    [Test]
    public void A_decline_waits_as_long_as_the_answer_asks_for()
    {
        using var response = new HttpResponseMessage();
        response.Headers.Add("Retry-After", "90");

        var declined = StripeDecline.Of(
            new StripeError { DeclineCode = "insufficient_funds" }, Sample.Noon, response.Headers);

        Assert.That(((GatewayAnswer.Declined)declined).WaitUntil, Is.EqualTo(Sample.Noon.AddSeconds(90)));
    }

    private static GatewayAnswer.Declined Of(StripeError error) =>
        (GatewayAnswer.Declined)StripeDecline.Of(error, Sample.Noon);
}
