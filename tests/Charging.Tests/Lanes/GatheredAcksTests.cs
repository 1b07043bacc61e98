namespace Charging.Tests.Lanes;

/// <summary>What is said to the broker of deliveries that are done in any order.</summary>
public class GatheredAcksTests
{
    private const int RoundsUntilLate = 20;

    private GatheredAcks acks = null!;

    [SetUp]
    public void Open() => acks = new GatheredAcks();

    [Test]
    public void All_up_to_the_first_that_is_not_done_have_one_word()
    {
        Done(3, 1, 2, 5);

        Assert.That(Taken(), Is.EqualTo("up to 3"));
        Assert.That(acks.IsEmpty, Is.False, "the fifth waits for the fourth");

        Done(4);
        Assert.That(Taken(), Is.EqualTo("up to 5"));
        Assert.That(acks.IsEmpty, Is.True);
        Assert.That(Taken(), Is.EqualTo("nothing"));
    }

    [Test]
    public void What_was_answered_alone_is_passed_and_never_said_again()
    {
        Done(1, 3, 5);
        acks.Pass(2);
        acks.Pass(6);

        Assert.That(Taken(), Is.EqualTo("up to 3"));
        Done(4);
        Assert.That(Taken(), Is.EqualTo("up to 5"), "the sixth is not outstanding any more: it would be an error");
    }

    [Test]
    public void No_word_for_many_stands_for_one_that_was_not_told_about_yet()
    {
        acks.KeepAlone(2);
        Done(1, 3);

        Assert.That(acks.Add(2), Is.False, "it is to be acknowledged by itself");
        Assert.That(Taken(), Is.EqualTo("up to 1"), "not before the broker was told about the second");

        acks.Pass(2);
        Assert.That(Taken(), Is.EqualTo("up to 3"));
    }

    [Test]
    public void Who_waits_long_behind_one_is_told_alone_and_then_passed()
    {
        Done(2, 4);
        for (var round = 1; round < RoundsUntilLate; round++) Assert.That(Taken(), Is.EqualTo("nothing"));

        Assert.That(Taken(), Is.EqualTo("2, 4"));

        Done(1, 3, 5);
        Assert.That(Taken(), Is.EqualTo("up to 5"));
    }

    [Test]
    public void Whatever_the_order_each_delivery_is_said_once()
    {
        const int deliveries = 2000;
        var random = new Random(20261129);
        var order = Enumerable.Range(1, deliveries).Select(one => (ulong)one).ToArray();
        random.Shuffle(order);
        HashSet<ulong> open = [.. order];

        foreach (var delivery in order)
        {
            if (random.Next(10) == 0)
            {
                Assert.That(open.Remove(delivery), Is.True);
                acks.Pass(delivery);
            }
            else
            {
                acks.Add(delivery);
            }

            if (random.Next(50) == 0) Say(open);
        }

        for (var round = 0; round < RoundsUntilLate && !acks.IsEmpty; round++) Say(open);
        Assert.That(open, Is.Empty);
    }

    /// <summary>As the broker takes it: a word that stands for none that is outstanding is an error.</summary>
    private void Say(HashSet<ulong> open)
    {
        var (upTo, late) = acks.Take();
        if (upTo > 0)
        {
            Assert.That(open, Does.Contain(upTo));
            open.RemoveWhere(delivery => delivery <= upTo);
        }

        foreach (var delivery in late) Assert.That(open.Remove(delivery), Is.True, $"{delivery}");
    }

    private void Done(params ReadOnlySpan<ulong> deliveries)
    {
        foreach (var delivery in deliveries) Assert.That(acks.Add(delivery), Is.True);
    }

    private string Taken()
    {
        var (upTo, late) = acks.Take();
        return (upTo, late) switch
        {
            (0, []) => "nothing",
            (0, _) => string.Join(", ", late),
            _ => $"up to {upTo}",
        };
    }
}
