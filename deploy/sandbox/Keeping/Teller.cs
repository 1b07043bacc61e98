using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Charging.Sandbox;

/// <summary>What a call meets under its idempotency key.</summary>
internal readonly record struct Start(Entry? Stored, StripeError? Error);

/// <summary>
/// Serves one at a time, so that nothing is decided twice; what it says is on the disk before it is heard.
/// </summary>
internal sealed class Teller(Ledger ledger, Book book, SandboxClock clock, IOptions<SandboxOptions> options)
{
    /// <summary>How long an answer is said again under the same key, by the sandbox's clock.</summary>
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    private readonly Lock turn = new();
    private readonly HashSet<string> inProgress = [];
    private readonly Channel<(Entry Entry, Task Flushed)> events = Channel.CreateUnbounded<(Entry, Task)>();

    /// <summary>Entries that make an event; nobody may be told before they are on the disk.</summary>
    public ChannelReader<(Entry Entry, Task Flushed)> Events => events.Reader;

    /// <summary>What a former process left untold.</summary>
    public IReadOnlyList<Entry> UntoldAtStart { get; } = [.. book.Untold.Values];

    public async Task<T> Read<T>(Func<Book, T> read)
    {
        T seen;
        Task flushed;
        lock (turn)
        {
            seen = read(book);
            flushed = ledger.Flushed;
        }

        await flushed;
        return seen;
    }

    /// <summary>Takes the call's key, until <see cref="End"/>; or returns the answer that is stored under it.</summary>
    public async Task<Start> Begin(Asked asked)
    {
        if (asked.Key is not { } key) return default;
        Entry stored;
        Task flushed;
        lock (turn)
        {
            if (book.Answers.GetValueOrDefault(key) is not { } known || known.At + KeyLife <= clock.Now)
                return inProgress.Add(key) ? default : new(null, StripeError.KeyInUse);
            if (known.Asked!.Fingerprint != asked.Fingerprint) return new(null, StripeError.OtherParameters);
            if (inProgress.Contains(key)) return new(null, StripeError.KeyInUse);
            (stored, flushed) = (known, ledger.Flushed);
        }

        await flushed;
        return new(stored, null);
    }

    public void End(Asked asked)
    {
        if (asked.Key is not { } key) return;
        lock (turn) inProgress.Remove(key);
    }

    /// <summary>Decides and keeps what was decided, for whoever asked.</summary>
    public async Task<Decision> Keep(Asked? asked, Func<Book, DateTime, Decision> decide)
    {
        Entry kept;
        Task flushed;
        lock (turn)
        {
            FallDue();
            var decision = decide(book, clock.Now);
            if (decision.Entry is not { } entry) return decision;
            (kept, flushed) = Add(entry with { Asked = asked is null ? null : Stored(entry, asked) });
        }

        await flushed;
        return kept;
    }

    /// <summary>Lets happen what is due by now.</summary>
    public async Task Settle()
    {
        Task flushed;
        lock (turn)
        {
            FallDue();
            flushed = ledger.Flushed;
        }

        await flushed;
    }

    /// <summary>Notes that an event was taken. Nobody waits: told twice does no harm.</summary>
    public void NoteTold(Entry told)
    {
        lock (turn) Add(new Entry { Kind = EntryKind.Told, At = clock.Now, Told = told.No });
    }

    /// <summary>Under a key is stored what must not happen again: all but calls that changed nothing.</summary>
    private static Asked Stored(Entry entry, Asked asked) =>
        entry.Kind is EntryKind.Faulted && entry.Voice is not Voice.Broken ? asked with { Key = null } : asked;

    private void FallDue()
    {
        var now = clock.Now;
        while (book.Agenda.TryPeek(out var due, out var at) && at <= now)
        {
            book.Agenda.Dequeue();
            if (due.Fall(at, book, options.Value) is { } entry) Add(entry);
        }
    }

    private (Entry Kept, Task Flushed) Add(Entry entry)
    {
        var kept = entry with { No = book.Entries + 1 };
        book.Apply(kept);
        var flushed = ledger.Append(kept);
        if (Event.TypeOf(kept) is not null) events.Writer.TryWrite((kept, flushed));
        return (kept, flushed);
    }
}
