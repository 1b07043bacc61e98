using CsCheck;

namespace Charging.Invoicing.Tests;

public class LineTests
{
    [Test]
    public void Quantity_and_price_stand_as_they_were_rated()
    {
        var line = Of(Sample.Line(41.305m, "min", 0.06m), 248);

        Assert.That((line.Quantity, line.UnitPrice), Is.EqualTo((41.305m, 0.06m)));
        Assert.That((line.UnitCode, line.Name), Is.EqualTo(("MIN", "conference")));
    }

    [Test]
    public void A_quantity_without_a_finite_decimal_is_cut_to_six_digits()
    {
        var line = Of(Sample.Line(new Rational(61, 60), "min", 0.06m), 6);

        Assert.That((line.Quantity, line.UnitPrice), Is.EqualTo((1.016667m, 0.06m)));
    }

    [Test]
    public void A_quantity_of_many_units_keeps_the_digits_that_its_net_needs()
    {
        var line = Of(Sample.Line(new Rational(1, 3), "min", 299_999.97m), 9_999_999);

        Assert.That((line.Quantity, line.UnitPrice), Is.EqualTo((0.333333333333m, 299_999.97m)));
    }

    [Test]
    public void A_line_that_gave_way_is_one_piece_and_says_how_it_was_rated()
    {
        var line = Of(Sample.Line(41.305m, "min", 0.06m), 247);

        Assert.That((line.Quantity, line.UnitPrice, line.UnitCode), Is.EqualTo((1m, 2.47m, "C62")));
        Assert.That(line.Note, Is.EqualTo("41 min 18.3 s at 0.06 EUR/min = 2.4783 EUR"));
    }

    [Test]
    public void A_cut_has_a_negative_quantity_and_a_positive_price()
    {
        var line = Of(Sample.Line(1, "session", -3.2m, "maximum charge"), -320);

        Assert.That((line.Quantity, line.UnitPrice, line.Net.Minor), Is.EqualTo((-1m, 3.2m, -320L)));
    }

    [Test]
    public void A_cut_that_gave_way_has_a_negative_quantity_too()
    {
        var line = Of(Sample.Line(1, "session", -3.204m, "maximum charge"), -321);

        Assert.That((line.Quantity, line.UnitPrice, line.Net.Minor), Is.EqualTo((-1m, 3.21m, -321L)));
    }

    [TestCase("min", "MIN")]
    [TestCase("s", "SEC")]
    [TestCase("byte", "AD")]
    [TestCase("leg", "C62")]
    [TestCase("session", "C62")]
    [TestCase("message", "C62")]
    [TestCase("h", "HUR")]
    [TestCase("1000 bytes", "2P")]
    [TestCase("1000000 bytes", "4L")]
    [TestCase("1000000000 bytes", "E34")]
    public void Units_have_their_code_of_recommendation_20(string unit, string code) =>
        Assert.That(Of(Sample.Line(2, unit, 0.5m), 100).UnitCode, Is.EqualTo(code));

    [Test]
    public void A_unit_without_a_code_is_counted_in_pieces_and_stands_in_the_name()
    {
        var line = Of(Sample.Line(2, "30 s", 0.5m), 100);

        Assert.That((line.UnitCode, line.Name), Is.EqualTo(("C62", "conference (30 s)")));
    }

    [Test]
    public void Every_line_of_a_random_session_has_a_note() =>
        Gen.Select(Sample.AnyUsage("EUR", "JPY"), Gen.OneOf("en", "cs", "de")).Sample((usage, language) =>
        {
            var customer = Sample.Customer(usage.Charge.Currency) with { Language = language };

            Assert.That(
                Sample.Invoice(usage, customer).Lines.Select(line => line.Note),
                Has.All.Match(
                    $"{usage.Charge.Currency}|free of your allowance|zdarma z vašich volných|frei aus Ihrem"));
        });

    private static InvoiceLine Of(RatingLine rated, long net) =>
        Line.Of(1, rated, new Money(net, "EUR"), "en", TaxDecision.Given(Sample.Customer().Tax!));
}
