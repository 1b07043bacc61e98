namespace Charging.Payments.Tests.Banking;

[Category("bed")]
public class SuspenseTests : OnDatabase
{
    private Bank bank = null!;

    [SetUp]
    public void Begin() => bank = new Bank(database);

    [TearDown]
    public Task Agree() => bank.BooksAgree();

    [Test]
    public async Task What_is_of_other_books_leaves_suspense_whichever_way_it_went()
    {
        await bank.Import((1210, "rent"), (-300, "charges"));
        foreach (var entry in await bank.Left()) await bank.Suspense.PlaceElsewhere(entry, "as said", default);

        Assert.That(
            (await database.Balance("suspense"), await database.Balance("elsewhere")), Is.EqualTo((0L, -910L)));
        Assert.That(await bank.Left(), Is.Empty);
    }

    [Test]
    public async Task What_was_sent_back_leaves_suspense_with_what_it_takes_back()
    {
        await bank.Import((1210, "by mistake"));
        await bank.Import((-1210, "returned"));
        var left = await bank.Left();

        await bank.Suspense.Return(left[0], left[1], "sent by mistake", default);

        Assert.That(await bank.Left(), Is.Empty);
        Assert.That(await database.Balance("suspense"), Is.Zero);
        Assert.That(
            await database.Value<long>("select count(*) from payment.bank_placements where kind = 'returned'"),
            Is.EqualTo(2));
    }

    [Test]
    public async Task Of_two_who_decide_at_once_the_second_is_told_to_look_again()
    {
        await bank.Import((1210, "rent"));
        var entry = (await bank.Left()).Single();

        var both = Enumerable.Range(0, 2).Select(_ => bank.Suspense.PlaceElsewhere(entry, "rent", default)).ToList();
        await Task.WhenAll(both).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.That(both.Count(one => one.IsCompletedSuccessfully), Is.EqualTo(1));
        Assert.That(
            both.Single(one => one.IsFaulted).Exception!.InnerException!.Message, Does.Contain("look again"));
    }

    [Test]
    public async Task An_entry_is_called_by_the_first_letters_of_its_id()
    {
        await bank.Import((1210, "rent"), (3, "other"));
        var entry = (await bank.Left())[0];

        Assert.That(await SuspenseCommands.Find(bank.Entries, entry.Name, default), Is.EqualTo(entry));
        Assert.That(await SuspenseCommands.Find(bank.Entries, $"{entry.EntryId}", default), Is.EqualTo(entry));
        Assert.That(
            async () => await SuspenseCommands.Find(bank.Entries, "", default),
            Throws.InvalidOperationException.With.Message.Contains("2 entries"));
        Assert.That(
            async () => await SuspenseCommands.Find(bank.Entries, "zz", default),
            Throws.InvalidOperationException.With.Message.Contains("Nothing in suspense is called zz"));
    }
}
