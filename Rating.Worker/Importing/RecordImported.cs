using Charging.Contracts;

namespace Charging.Rating.Importing;

/// <summary>
/// A platform's record as its queue hands it to the consumer. It never travels: it is made of the record's bytes when
/// they are taken from the queue.
/// </summary>
internal sealed record RecordImported
{
    /// <summary>Null if there is nothing to charge in the record.</summary>
    public SessionEnded? Session { get; init; }

    /// <summary>Why there is none.</summary>
    public string? SkippedBecause { get; init; }

    /// <exception cref="FormatException">The record is refused, for the reason in the message.</exception>
    public static RecordImported Of(Imported imported) => imported switch
    {
        Imported.Session session => new() { Session = session.Ended },
        Imported.Skipped skipped => new() { SkippedBecause = skipped.Reason },
        Imported.Refused refused => throw new FormatException(refused.Reason),
        _ => throw new InvalidOperationException($"{imported.GetType().Name} is no outcome of reading a record."),
    };
}
