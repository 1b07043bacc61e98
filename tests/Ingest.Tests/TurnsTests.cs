namespace Charging.Ingest.Tests;

public class TurnsTests
{
    private static readonly CancellationToken Nobody = CancellationToken.None;

    [Test]
    public async Task A_platform_that_is_slow_leaves_half_of_the_turns_to_others()
    {
        using var turns = new Turns(4, TimeSpan.Zero);
        var first = await turns.Take("slow", Nobody);
        Assert.That(await turns.Take("slow", Nobody), Is.Not.Null);

        Assert.That(await turns.Take("slow", Nobody), Is.Null);
        Assert.That(await turns.Take("other", Nobody), Is.Not.Null);
        first!.Dispose();
        Assert.That(await turns.Take("slow", Nobody), Is.Not.Null);
    }

    [Test]
    public async Task All_of_them_together_are_no_more_than_there_are()
    {
        using var turns = new Turns(2, TimeSpan.Zero);

        Assert.That(await turns.Take("a", Nobody), Is.Not.Null);
        Assert.That(await turns.Take("b", Nobody), Is.Not.Null);
        Assert.That(await turns.Take("c", Nobody), Is.Null);
    }

    [Test]
    public async Task Whoever_goes_while_it_waits_takes_nothing_along()
    {
        using var turns = new Turns(2, TimeSpan.FromMinutes(1));
        using var gone = new CancellationTokenSource();
        var (a, b) = (await turns.Take("a", Nobody), await turns.Take("b", Nobody));
        var waiting = turns.Take("c", gone.Token);

        await gone.CancelAsync();

        Assert.That(() => waiting, Throws.InstanceOf<OperationCanceledException>());
        a!.Dispose();
        b!.Dispose();
        Assert.That(await turns.Take("c", Nobody), Is.Not.Null);
    }
}
