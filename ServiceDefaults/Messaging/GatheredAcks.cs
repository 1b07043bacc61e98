namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Which deliveries of a channel are done and not acknowledged yet, by their numbers: 1, 2, 3 … as the broker hands
/// them out. All up to the first that is not done are acknowledged with one word; whoever waits long behind one that
/// is not is acknowledged alone.
/// </summary>
internal sealed class GatheredAcks
{
    /// <summary>As often a delivery may wait for one before it.</summary>
    private const int MostRounds = 20;

    private readonly Lock turn = new();
    private readonly HashSet<ulong> done = [];
    private readonly HashSet<ulong> answered = [];
    private readonly HashSet<ulong> alone = [];
    private ulong next = 1;
    private int rounds;

    public bool IsEmpty
    {
        get
        {
            lock (turn) return done.Count == 0;
        }
    }

    /// <summary>No word for many may stand for it.</summary>
    public void KeepAlone(ulong delivery)
    {
        lock (turn) alone.Add(delivery);
    }

    /// <returns>False where it is to be acknowledged alone, at once, and then to be passed.</returns>
    public bool Add(ulong delivery)
    {
        lock (turn) return !alone.Remove(delivery) && done.Add(delivery);
    }

    /// <summary>
    /// The broker was told about it alone. To be said after that: the word for those behind it might else be quicker,
    /// and would stand for it too.
    /// </summary>
    public void Pass(ulong delivery)
    {
        lock (turn)
        {
            alone.Remove(delivery);
            answered.Add(delivery);
        }
    }

    /// <summary>What is to be acknowledged now, in this order.</summary>
    /// <returns>UpTo with all before it, 0 if there is none; and each that waits for no other any more.</returns>
    public (ulong UpTo, IReadOnlyList<ulong> Late) Take()
    {
        lock (turn)
        {
            var upTo = 0UL;
            for (; done.Remove(next) is var isDone && (isDone || answered.Remove(next)); next++)
            {
                if (isDone) upTo = next;
            }

            rounds = done.Count == 0 ? 0 : rounds + 1;
            if (rounds < MostRounds) return (upTo, []);

            ulong[] late = [.. done.Order()];
            answered.UnionWith(late);
            done.Clear();
            rounds = 0;
            return (upTo, late);
        }
    }
}
