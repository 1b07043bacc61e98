using Charging.Operator.Books;
using Charging.Operator.Publishing;

namespace Charging.Operator.Tests.Books;

/// <summary>Sessions that were set aside are found, whatever of their key is left for people to see.</summary>
[Category("bed")]
public class SessionBooksTests
{
    private const string CardLike = "4111111111111111";

    private BooksOfAll books = null!;

    [OneTimeSetUp]
    public async Task Create() => books = await BooksOfAll.Create();

    [OneTimeTearDown]
    public async Task Dispose() => await books.DisposeAsync();

    [SetUp]
    public Task Begin() => books.Plant("truncate rating.quarantine");

    [TestCase(CardLike, Description = "as it came")]
    [TestCase("************1111", Description = "masked")]
    [TestCase("4111…", Description = "cut")]
    public async Task By_its_usage_it_is_found_however_its_key_is_shown(string shown)
    {
        await SetAside(shown, Session(CardLike).UsageId);

        Assert.That(await Lost(Session(CardLike)), Is.Empty);
    }

    [TestCase("call-4111111111111111-7", "call-************1111-7")]
    [TestCase("100%_4111111111111111", "100%_************1111")]
    [TestCase(@"a\4111111111111111", @"a\************1111")]
    public async Task Set_aside_before_usages_were_kept_it_is_found_by_what_is_not_masked(string key, string masked)
    {
        await SetAside(masked, usageId: null);

        Assert.That(await Lost(Session(key)), Is.Empty);
    }

    [TestCase("call-4111111111111112-7", "call-************1111-7", Description = "other digits that are shown")]
    [TestCase("call-41111111111111111-7", "call-************1111-7", Description = "longer")]
    [TestCase("1000_4111111111111111", "100%_************1111", Description = "% is no wildcard")]
    [TestCase("100%x4111111111111111", "100%_************1111", Description = "_ is none either")]
    public async Task Another_session_is_lost_and_named(string key, string masked)
    {
        await SetAside(masked, usageId: null);

        Assert.That(await Lost(Session(key), Session("found")), Is.EqualTo([$"{key} of bridge-1"]));
    }

    [Test]
    public async Task A_masked_row_that_has_its_usage_stands_for_no_other_session()
    {
        await SetAside("************1111", Session(CardLike).UsageId);

        Assert.That(await Lost(Session("5111111111111111")), Is.EqualTo(["5111111111111111 of bridge-1"]));
    }

    private static PublishedSession Session(string id) => new("bridge-1", id, "0", Run: null);

    private Task SetAside(string shown, Guid? usageId) => books.Plant(
        """
        insert into rating.quarantine
               (quarantine_id, source, session_id, code, detail, body, quarantined_at, usage_id)
        values (gen_random_uuid(), 'bridge-1', @shown, 'card-number', 'masked', '{}', now(), @usageId),
               (gen_random_uuid(), 'bridge-1', 'found', 'no-plan', 'plain', '{}', now(), null)
        """,
        new { shown, usageId });

    /// <summary>What is named; the equation is short of as many.</summary>
    private Task<IReadOnlyList<string>> Lost(params PublishedSession[] published) => books.Read(async connection =>
    {
        var sessions = new SessionBooks(connection);
        var equation = await sessions.Sessions(published, [], waiting: 0, default);
        var lost = await sessions.Lost(10, default);
        Assert.That(equation.Difference, Is.EqualTo(lost.Count), "the equation says the same");
        Assert.That(equation.LeftAmount, Is.EqualTo(published.Length));
        return lost;
    });
}
