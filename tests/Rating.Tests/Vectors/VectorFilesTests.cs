namespace Charging.Rating.Tests.Vectors;

/// <summary>That no known case is forgotten, none counted twice, and none holds for want of an expectation.</summary>
public class VectorFilesTests
{
    private static readonly IReadOnlyList<string> Applied = [.. VectorFiles.All.Select(vector => vector.Id)];

    [Test]
    public void Every_known_case_is_either_applied_or_left_out_with_a_reason()
    {
        Assert.That(Applied.Concat(VectorFiles.LeftOut.Keys),
            Is.EquivalentTo(VectorFiles.Known.Values.SelectMany(ids => ids)));
        Assert.That(VectorFiles.LeftOut.Values, Has.All.Not.Empty);
    }

    [Test]
    public void All_that_were_found_are_known() =>
        Assert.That(VectorFiles.Known.ToDictionary(use => use.Key, use => use.Value.Distinct().Count()),
            Is.EquivalentTo(new Dictionary<string, int> { ["adopt"] = 94, ["adapt"] = 3, ["counterExample"] = 8 }));

    [Test]
    public void At_least_nine_in_ten_of_those_to_be_adopted_are_applied()
    {
        var adopt = VectorFiles.Known["adopt"];

        Assert.That(adopt.Count(Applied.Contains) * 10, Is.GreaterThanOrEqualTo(adopt.Length * 9));
    }

    [Test]
    public void A_counter_example_says_what_would_be_wrong_and_the_others_do_not() =>
        Assert.That(VectorFiles.All.Where(vector => vector.Wrong is not null).Select(vector => vector.Id),
            Is.EquivalentTo(VectorFiles.Known["counterExample"].Intersect(Applied)));

    [Test]
    public void What_is_right_is_not_what_would_be_wrong()
    {
        foreach (var vector in VectorFiles.All.Where(vector => vector.Wrong is not null))
            Assert.That(Number(vector.Exact), Is.Not.EqualTo(Number(vector.Wrong)), vector.Id);
    }

    [Test]
    public void Every_case_has_something_to_price_and_an_expectation()
    {
        foreach (var vector in VectorFiles.All)
        {
            Assert.That(vector.Plan is null, Is.EqualTo(vector.Round is not null), vector.Id);
            Assert.That(vector.Exact ?? vector.Lines?[0] ?? vector.Rejected, Is.Not.Null.And.Not.Empty, vector.Id);
        }
    }

    /// <summary>Null for a session that has no price.</summary>
    private static Rational? Number(string? text) => text is null
        ? null
        : Rational.TryParse(text, out var number) ? number : throw new FormatException($"'{text}' is not a number.");
}
