namespace Charging.Sandbox;

/// <summary>
/// All that the ledger says, in memory: the fold of its entries, live and after a restart alike. Whoever touches it
/// holds the teller's turn.
/// </summary>
internal sealed class Book(SandboxClock clock)
{
    private readonly Dictionary<(string Key, string Value), List<string>> byMetadata = [];
    private readonly Dictionary<string, int> uses = [];

    /// <summary>How many entries there are; the number of the last one.</summary>
    public long Entries { get; private set; }

    public OrderedDictionary<string, Intent> Intents { get; } = [];

    public Dictionary<string, Charge> Charges { get; } = [];

    public OrderedDictionary<string, Refund> Refunds { get; } = [];

    public Dictionary<string, Dispute> Disputes { get; } = [];

    public Dictionary<string, Session> Sessions { get; } = [];

    public Balance Balance { get; } = new();

    /// <summary>Entries by the idempotency key that they were asked for with.</summary>
    public Dictionary<string, Entry> Answers { get; } = [];

    public PriorityQueue<Due, DateTime> Agenda { get; } = new();

    /// <summary>Entries that make an event, by the event's id.</summary>
    public OrderedDictionary<string, Entry> Events { get; } = [];

    /// <summary>The numbers of entries whose event nobody took yet.</summary>
    public SortedDictionary<long, Entry> Untold { get; } = [];

    /// <summary>What somebody has tried to pay on the page; null if nobody has.</summary>
    public Intent? IntentOf(Session session) => session.Intent is { } id ? Intents[id] : null;

    /// <summary>How often a token that behaves otherwise after some uses was used.</summary>
    public int UsesOf(string use) => uses.GetValueOrDefault(use);

    /// <summary>The ids of the intents whose metadata has this pair, oldest first.</summary>
    public IReadOnlyList<string> WithMetadata(string key, string value) =>
        byMetadata.GetValueOrDefault((key, value)) ?? [];

    public void Apply(Entry entry)
    {
        Entries = entry.No;
        if (entry.Intent is { } intent) Put(intent);
        if (entry.Charge is { } charge) Charges[charge.Id] = charge;
        if (entry.Refund is { } refund) Refunds[refund.Id] = refund;
        if (entry.Dispute is { } dispute) Disputes[dispute.Id] = dispute;
        if (entry.Session is { } session) Sessions[session.Id] = session;
        if (entry.Use is { } use) uses[use] = UsesOf(use) + 1;
        if (entry.Asked?.Key is { } key) Answers[key] = entry;
        if (entry.Ahead is { } ahead) clock.Ahead = ahead;
        if (entry.Told is { } told) Untold.Remove(told);
        if (entry.DueAt is { } dueAt) Agenda.Enqueue(Due.Of(entry), dueAt);
        if (entry.Transaction is { } transaction) Plan(transaction);
        if (entry.Payout is { } payout) Balance.PayOut(payout);
        if (Event.TypeOf(entry) is not null)
        {
            Events[Event.IdOf(entry)] = entry;
            Untold[entry.No] = entry;
        }
    }

    private void Put(Intent intent)
    {
        if (!Intents.ContainsKey(intent.Id))
        {
            foreach (var (key, value) in intent.Metadata)
            {
                if (!byMetadata.TryGetValue((key, value), out var ids)) byMetadata[(key, value)] = ids = [];
                ids.Add(intent.Id);
            }
        }

        Intents[intent.Id] = intent;
    }

    private void Plan(BalanceTransaction transaction)
    {
        if (Balance.Add(transaction) is { } paidOutAt)
            Agenda.Enqueue(new Due(DueKind.Payout, transaction.Currency), paidOutAt);
    }
}
