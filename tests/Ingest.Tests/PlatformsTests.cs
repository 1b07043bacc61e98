using Microsoft.Extensions.Configuration;

namespace Charging.Ingest.Tests;

public class PlatformsTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static readonly string Other = new('z', 32);

    [TestCase($"Bearer {Key}", ExpectedResult = "vienna")]
    [TestCase($"bearer  {Key} ", ExpectedResult = "vienna")]
    [TestCase($"Bearer {Key}0", ExpectedResult = null)]
    [TestCase($"Basic {Key}", ExpectedResult = null)]
    [TestCase(Key, ExpectedResult = null)]
    [TestCase("Bearer ", ExpectedResult = null)]
    [TestCase(null, ExpectedResult = null)]
    public string? A_key_is_its_platforms(string? authorization) =>
        Of(("Ingest:Keys:vienna", Key), ("Sources:vienna:0", "*")).Of(authorization);

    [Test]
    public void Two_keys_count_at_once_while_one_takes_the_others_place()
    {
        var platforms = Of(
            ("Ingest:Keys:vienna:0", Key), ("Ingest:Keys:vienna:1", Other), ("Sources:vienna:0", "*"));

        Assert.That(
            (string?[])[platforms.Of($"Bearer {Key}"), platforms.Of($"Bearer {Other}")], Has.All.EqualTo("vienna"));
    }

    [Test]
    public void One_without_a_number_counts_beside_those_that_have_one()
    {
        var platforms = Of(("Ingest:Keys:vienna", Key), ("Ingest:Keys:vienna:0", Other), ("Sources:vienna:0", "*"));

        Assert.That(
            (string?[])[platforms.Of($"Bearer {Key}"), platforms.Of($"Bearer {Other}")], Has.All.EqualTo("vienna"));
    }

    [Test]
    public void A_key_of_two_platforms_is_refused() =>
        Assert.That(
            () => Of(
                ("Ingest:Keys:prague", Key), ("Sources:prague:0", "a"), ("Ingest:Keys:vienna", Key),
                ("Sources:vienna:0", "b")),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "Ingest__Keys__vienna: another platform has the same key; make one for each."));

    [Test]
    public void A_key_that_is_too_short_is_refused_and_not_repeated() =>
        Assert.That(() => Of(("Ingest:Keys:vienna", "secret"), ("Sources:vienna:0", "*")),
            Throws.InvalidOperationException.With.Message.StartsWith("Ingest__Keys__vienna: the key is shorter than 32")
                .And.Message.Not.Contains("secret"));

    [Test]
    public void A_platform_without_a_source_is_refused() =>
        Assert.That(() => Of(("Ingest:Keys:vienna", Key)),
            Throws.InvalidOperationException.With.Message.Contains("set Sources__vienna__0"));

    [Test]
    public void A_platform_with_the_name_of_one_of_our_own_users_is_refused() =>
        Assert.That(() => Of(("Ingest:Keys:rating", Key), ("Sources:rating:0", "*")),
            Throws.InvalidOperationException.With.Message.Contains("one of our own users"));

    [Test]
    public void Without_any_key_nothing_is_opened() =>
        Assert.That(() => Of(), Throws.InvalidOperationException.With.Message.Contains("Ingest__Keys__NAME"));

    private static Platforms Of(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(one => one.Name, one => (string?)one.Value)).Build();
        return new Platforms(configuration, new Publishers(configuration, "ingest", TimeProvider.System));
    }
}
