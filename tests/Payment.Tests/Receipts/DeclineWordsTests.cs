using Charging.Documents.Languages;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Receipts;

public class DeclineWordsTests
{
    private const string Method = "card visa, ending in 4242";

    /// <summary>Decided before any call, or by us: no bank was asked.</summary>
    private static readonly string[] AskedOfNobody =
        ["invalid_token", "amount_not_payable", "invalid_amount", "amount_too_small", "payment_stopped"];

    private static readonly string[] Discreet = ["lost_card", "stolen_card", "pickup_card", "lost_or_stolen_card"];

    private static IEnumerable<TestCaseData> Languages =>
        from language in Language.All
        select new TestCaseData(language.Letter).SetArgDisplayNames(language.Code);

    [TestCaseSource(nameof(Languages))]
    public void Every_code_has_a_sentence_of_its_own_and_none_is_left_to_the_general_one(object words)
    {
        var said = ((LetterWords)words).Declines;

        Assert.That(DeclineCodes.All.Where(code => !DeclineWords.Has(code)), Is.Empty);
        Assert.That(
            DeclineCodes.All.Where(code => said.Of(code, Method).Contains(said.Unknown)), Is.Empty);
        Assert.That(DeclineCodes.All.Where(code => !said.Of(code, Method).Contains(Method)), Is.Empty);
    }

    [TestCase("incorrect_pin")]
    [TestCase("invalid_pin")]
    [TestCase("DNOR")]
    [TestCase("ED05")]
    [TestCase("MD06")]
    [TestCase("RR01")]
    [TestCase("RR02")]
    [TestCase("TM01")]
    public void What_gateway_and_banks_publish_stands_in_the_table(string code) =>
        Assert.That(DeclineCodes.Knows(code), Is.True);

    [TestCaseSource(nameof(Languages))]
    public void No_bank_is_named_where_none_was_asked(object words)
    {
        var said = ((LetterWords)words).Declines;

        foreach (var code in AskedOfNobody.Append(null).Append("moon_in_the_wrong_phase"))
            Assert.That(said.Of(code, Method), Does.Not.Contain("bank").IgnoreCase, code);
    }

    [TestCaseSource(nameof(Languages))]
    public void Of_a_lost_or_stolen_card_nothing_is_given_away(object words)
    {
        var said = ((LetterWords)words).Declines;

        foreach (var code in Discreet)
        {
            Assert.That(
                said.Of(code, Method),
                Does.Not.Contain("lost").And.Not.Contain("stolen").And.Not.Contain("ztra").And.Not.Contain("krad"));
        }
    }

    [TestCase("expired_card", "has expired", "its new data")]
    [TestCase("incorrect_cvc", "the security code", "its new data")]
    [TestCase("authentication_required", "wants you to confirm", "with your bank")]
    [TestCase("AC01", "no account with the data", "another card or account")]
    [TestCase("currency_not_supported", "in the currency of this invoice", "another card or account")]
    public void A_customer_reads_what_hinders_and_what_to_do(string code, string why, string what)
    {
        var last = FindFacts.Of(Attempt().Declined(code));
        var letter = ReceiptLetter.ActionNeeded(Invoice(), last, Language.In("en").Letter).ToText();

        Assert.That(letter, Does.Contain(why).And.Contain(what));
    }

    [Test]
    public void What_is_given_up_says_why_the_last_attempt_failed()
    {
        var last = FindFacts.Of(Attempt().Declined("card_velocity_exceeded"));
        var letter = ReceiptLetter.NotCollected(Invoice(), AbandonReason.RetriesUsedUp, last, Language.In("en").Letter);

        Assert.That(letter.ToText(), Does.Contain("within a certain time is used up").And.Not.Contain("bank declined"));
    }
}
