using Charging.Documents.Languages;

namespace Charging.Documents.Tests.Languages;

public class LineTextTests
{
    [TestCase("conference, peak", "12", "min", "0.06",
        "12 min peak at 0.06 EUR/min = 0.72 EUR", "12 min špička po 0,06 EUR/min = 0,72 EUR")]
    [TestCase("voice, happy hour", "61/60", "min", "0.6",
        "1 min 1 s happy hour at 0.6 EUR/min = 0.61 EUR", "1 min 1 s happy hour po 0,6 EUR/min = 0,61 EUR")]
    [TestCase("voice", "1/120", "min", "0.12", "0.5 s at 0.12 EUR/min = 0.001 EUR",
        "0,5 s po 0,12 EUR/min = 0,001 EUR")]
    [TestCase("voice", "1/3", "min", "0.1", "20 s at 0.1 EUR/min ≈ 0.033333333333 EUR",
        "20 s po 0,1 EUR/min ≈ 0,033333333333 EUR")]
    [TestCase("voice", "1", "min", "0.06", "1 min at 0.06 EUR/min", "1 min po 0,06 EUR/min")]
    [TestCase("voice", "2.5", "h", "4", "2.5 h at 4 EUR/h = 10 EUR", "2,5 h po 4 EUR/h = 10 EUR")]
    [TestCase("voice", "2", "30 s", "0.5", "2 × 30 s at 0.5 EUR = 1 EUR", "2 × 30 s po 0,5 EUR = 1 EUR")]
    public void Time_is_told_in_minutes_and_seconds(
        string description, string quantity, string unit, string price, string english, string czech) =>
        AssertNotes(description, quantity, unit, price, english, czech);

    [TestCase("connection", "1", "leg", "0.05", "1 connection at 0.05 EUR", "1 spojení po 0,05 EUR")]
    [TestCase("connection, evening", "3", "leg", "0.05",
        "3 connections evening at 0.05 EUR = 0.15 EUR", "3 spojení večer po 0,05 EUR = 0,15 EUR")]
    [TestCase("connection", "1", "session", "0.05", "1 connection at 0.05 EUR", "1 spojení po 0,05 EUR")]
    [TestCase("message", "1", "message", "0.1", "1 message at 0.1 EUR", "1 zpráva po 0,1 EUR")]
    [TestCase("message", "4", "message", "0.1", "4 messages at 0.1 EUR = 0.4 EUR", "4 zprávy po 0,1 EUR = 0,4 EUR")]
    [TestCase("message", "5", "message", "0.1", "5 messages at 0.1 EUR = 0.5 EUR", "5 zpráv po 0,1 EUR = 0,5 EUR")]
    [TestCase("data, 1 to 100", "3", "1000000 bytes", "0.004",
        "3 MB 1 to 100 at 0.004 EUR/MB = 0.012 EUR", "3 MB 1 až 100 po 0,004 EUR/MB = 0,012 EUR")]
    [TestCase("data, above 100", "1.5", "1000000000 bytes", "2",
        "1.5 GB above 100 at 2 EUR/GB = 3 EUR", "1,5 GB nad 100 po 2 EUR/GB = 3 EUR")]
    [TestCase("data", "2", "1024 bytes", "0.5", "2 × 1024 bytes at 0.5 EUR = 1 EUR",
        "2 × 1024 bytes po 0,5 EUR = 1 EUR")]
    public void Things_are_counted(
        string description, string quantity, string unit, string price, string english, string czech) =>
        AssertNotes(description, quantity, unit, price, english, czech);

    [TestCase("conference, allowance", "30", "min", "0",
        "30 min free of your allowance", "30 min zdarma z vašich volných jednotek")]
    [TestCase("message, allowance", "2", "message", "0",
        "2 messages free of your allowance", "2 zprávy zdarma z vašich volných jednotek")]
    [TestCase("data, flat", "1", "session", "5", "flat fee of 5 EUR for the session", "paušál 5 EUR za relaci")]
    [TestCase("data, above 100, flat", "1", "month", "5",
        "flat fee of 5 EUR for the month", "paušál 5 EUR za měsíc")]
    [TestCase("minimum charge", "1", "session", "0.04",
        "raised by 0.04 EUR to the minimum charge", "navýšeno o 0,04 EUR na nejnižší cenu")]
    [TestCase("maximum charge", "1", "session", "-3.205",
        "cut by 3.205 EUR to the maximum charge", "sníženo o 3,205 EUR na nejvyšší cenu")]
    public void What_is_due_once_or_not_at_all_is_said_so(
        string description, string quantity, string unit, string price, string english, string czech) =>
        AssertNotes(description, quantity, unit, price, english, czech);

    [TestCase("connection", "connection fee", "spojení", "Verbindungsentgelt")]
    [TestCase("conference, night", "conference, night", "konference, noc", "Konferenz, Nacht")]
    [TestCase("voice, allowance",
        "voice, within your allowance", "hovor, z volných jednotek", "Gespräch, aus Ihrem Freikontingent")]
    [TestCase("data, 1 to 100, flat",
        "data, 1 to 100, flat fee", "data, 1 až 100, paušál", "Daten, 1 bis 100, Pauschale")]
    [TestCase("minimum charge", "minimum charge", "doplatek do nejnižší ceny", "Aufschlag auf den Mindestpreis")]
    [TestCase("data, above 100", "data, above 100", "data, nad 100", "Daten, über 100")]
    [TestCase("a word of the plan", "a word of the plan", "a word of the plan", "a word of the plan")]
    public void A_line_has_a_name_in_the_customers_language(
        string description, string english, string czech, string german)
    {
        var line = Line(1, "leg", 1, description);

        Assert.That(
            (Of(line, "en").Name, Of(line, "cs").Name, Of(line, "de").Name), Is.EqualTo((english, czech, german)));
        Assert.That(Of(line, "fr").Name, Is.EqualTo(english), "A language without words of its own is English.");
    }

    private static void AssertNotes(
        string description, string quantity, string unit, string price, string english, string czech)
    {
        var line = Line(Exact(quantity), unit, Exact(price), description);

        Assert.That((Of(line, "en").Note, Of(line, "cs").Note), Is.EqualTo((english, czech)));
    }

    private static Rational Exact(string text) =>
        Rational.TryParse(text, out var value) ? value : throw new AssertionException($"'{text}' is no number.");

    private static LineText Of(RatingLine line, string language) => new(line, "EUR", Language.In(language).Line);

    private static RatingLine Line(Rational quantity, string unit, Rational unitPrice, string description) => new()
    {
        Description = description,
        Quantity = quantity,
        Unit = unit,
        UnitPrice = unitPrice,
        Amount = quantity * unitPrice,
    };
}
