namespace Charging.Rating.Tests.Vectors;

/// <summary>Our prices for the cases that were found in the tests of other engines, by their ids.</summary>
public class VectorTests
{
    private static readonly IEnumerable<object> Priced =
        VectorFiles.All.Where(vector => vector.Round is null && vector.Rejected is null);

    private static readonly IEnumerable<object> Rejected = VectorFiles.All.Where(vector => vector.Rejected is not null);
    private static readonly IEnumerable<object> Rounded = VectorFiles.All.Where(vector => vector.Round is not null);

    [TestCaseSource(nameof(Priced))]
    public void A_known_case_costs(object known)
    {
        var vector = (Vector)known;
        var quotes = vector.Price().Cast<Quote>().ToList();

        using (Assert.EnterMultipleScope())
        {
            if (vector.Exact is not null)
                Assert.That(quotes.Aggregate(-vector.ChargedBefore(), (sum, quote) => sum + quote.Exact).ToString(),
                    Is.EqualTo(vector.Exact));
            if (vector.Charge is not null)
                Assert.That(quotes.Single().Charge.ToString(), Is.EqualTo(vector.Charge));
            if (vector.Lines is not null)
                Assert.That(quotes.Single().Lines.Select(line => line.Amount.ToString()), Is.EqualTo(vector.Lines));
        }
    }

    [TestCaseSource(nameof(Rejected))]
    public void A_known_case_has_no_price(object known)
    {
        var vector = (Vector)known;

        Assert.That(vector.Price().Select(answer => Words.Of(((Rejection)answer).Code)),
            Is.EqualTo([vector.Rejected]));
    }

    [TestCaseSource(nameof(Rounded))]
    public void A_known_number_rounds_to(object known)
    {
        var vector = (Vector)known;

        Assert.That(vector.Round!.Rounded().ToString(), Is.EqualTo(vector.Exact));
    }

    [TestCaseSource(nameof(Priced))]
    public void The_lines_of_a_known_case_add_up(object known)
    {
        foreach (var quote in ((Vector)known).Price().Cast<Quote>())
            Assert.That(quote.Lines.Aggregate(Rational.Zero, (sum, line) => sum + line.Amount),
                Is.EqualTo(quote.Exact));
    }
}
