namespace Charging.Contracts.Tests;

public class WordsTests
{
    [Test]
    public void Reasons_for_quarantine_are_in_kebab_case() =>
        Assert.That(Words.All<QuarantineCode>(), Is.EqualTo([
            "missing-field", "ends-before-start", "leg-outside-session", "too-long", "future", "too-old",
                "bad-quantity",
            "too-large", "unknown-customer", "no-plan", "no-price", "no-detail", "conflict", "card-number",
            "bad-address", "over-ceiling",
        ]));

    [Test]
    public void Every_word_is_read_as_the_value_it_was_written_for()
    {
        foreach (var code in Enum.GetValues<QuarantineCode>())
            Assert.That(Words.Read<QuarantineCode>(Words.Of(code)), Is.EqualTo(code));
    }

    [Test]
    public void An_unknown_word_is_refused_with_those_that_are_known() =>
        Assert.That(
            () => Words.Read<PaymentMethodKind>("cash"),
            Throws.TypeOf<FormatException>()
                .With.Message.EqualTo("'cash' is not a PaymentMethodKind; use card, bankAccount."));
}
