namespace Charging.Sandbox;

/// <summary>Holds back an event of a payment that is not at its end, until the payment's next event was told.</summary>
internal sealed class FirstEvents
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> held = [];

    /// <summary>True when it waits from now on. One waits per payment.</summary>
    public bool Hold(Entry entry)
    {
        if (entry.Kind is not (EntryKind.Created or EntryKind.Processing or EntryKind.ActionRequired)) return false;
        lock (gate) return held.TryAdd(Event.SubjectOf(entry), entry);
    }

    /// <summary>The event that waited for this one, if there is one.</summary>
    public Entry? Release(Entry told)
    {
        lock (gate) return held.Remove(Event.SubjectOf(told), out var first) ? first : null;
    }
}
