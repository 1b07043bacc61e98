using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Watching;

[Category("bed")]
public class BookSumsTests
{
    private Database database = null!;
    private BookSums books = null!;

    [SetUp]
    public async Task Begin()
    {
        database = await PaymentDatabase.Create();
        books = new BookSums(database.Source);
    }

    [TearDown]
    public async Task End() => await database.DisposeAsync();

    [Test]
    public async Task A_capture_that_is_not_booked_shows_in_its_currency()
    {
        await Capture(Noon);
        Assert.That(await Look(Noon), Is.EqualTo(Euros(0)));

        await CaptureUnbooked(Noon);

        Assert.That(await Look(Noon), Is.EqualTo(Euros(1210)));
    }

    [Test]
    public async Task What_the_sums_have_left_behind_goes_on_showing()
    {
        await CaptureUnbooked(Noon);
        await Look(Noon);

        Assert.That(await Look(Noon.AddDays(1)), Is.EqualTo(Euros(1210)), "now in the sums");
        Assert.That(await Look(Noon.AddDays(2)), Is.EqualTo(Euros(1210)), "and nothing came since");
    }

    [Test]
    public async Task Only_what_came_since_is_read_again()
    {
        await Capture(Noon);
        await Look(Noon.AddDays(1));
        await database.Empty("payment.attempts");

        Assert.That(await Look(Noon.AddDays(2)), Is.EqualTo(Euros(0)), "the old one is not looked at");
    }

    [Test]
    public async Task A_capture_that_commits_after_its_moment_was_summed_changes_no_difference()
    {
        await Capture(Noon);
        await Look(Noon.AddDays(1));

        await Capture(Noon.AddMinutes(1));

        Assert.That(await Look(Noon.AddDays(1)), Is.EqualTo(Euros(0)));
        Assert.That(await Look(Noon.AddDays(2)), Is.EqualTo(Euros(0)));
    }

    [Test]
    public async Task One_that_comes_soon_after_another_takes_what_that_has_found()
    {
        await Capture(Noon);
        await Look(Noon);
        await CaptureUnbooked(Noon);

        var soon = await books.Differences(Noon.AddMinutes(1), stale: Noon.AddMinutes(-1), default);

        Assert.That(soon, Is.EqualTo(Euros(0)));
    }

    [Test]
    public async Task One_sums_at_a_time_and_the_others_do_not_wait_for_it()
    {
        await Capture(Noon);
        await Look(Noon);
        await CaptureUnbooked(Noon);
        await using var rival = await database.Source.OpenConnectionAsync();
        await using var holding = await rival.BeginTransactionAsync();
        await using var turn = new NpgsqlCommand(
            "select pg_advisory_xact_lock(hashtextextended('charging books', 0))", rival, holding);
        await turn.ExecuteNonQueryAsync();

        Assert.That(await Look(Noon.AddDays(1)), Is.EqualTo(Euros(0)), "as the last look found it");

        await holding.RollbackAsync();
        Assert.That(await Look(Noon.AddDays(1)), Is.EqualTo(Euros(1210)));
    }

    [Test]
    public async Task Before_anything_is_captured_there_is_nothing_to_differ() =>
        Assert.That(await Look(Noon), Is.Empty);

    private Task<IReadOnlyDictionary<string, long>> Look(DateTime now) => books.Differences(now, stale: now, default);

    private async Task Capture(DateTime moment)
    {
        var attempts = new Attempts(database.Source);
        var attempt = Attempt();
        await attempts.StartOnce(attempt, default);
        await attempts.MoveOn(attempt.Captured() with { ResolvedAt = moment }, default);
    }

    private async Task CaptureUnbooked(DateTime moment)
    {
        await new Attempts(database.Source).StartOnce(Attempt(), default);
        await database.Execute(
            """
            update payment.attempts
            set    status = 'captured', gateway_reference = 'pay_2', resolved_at = @moment
            where  status = 'started'
            """,
            new { moment });
    }

    private static Dictionary<string, long> Euros(long cents) => new() { ["EUR"] = cents };
}
