using System.Text.Json;

namespace Charging.Rating.Importing;

/// <summary>
/// What a platform's message holds, as its queue hands it to the consumer: one record, or the records of an array. It
/// never travels: it is made of the bytes when they are taken from the queue.
/// </summary>
internal sealed record RecordImported
{
    public required IReadOnlyList<RecordOutcome> Records { get; init; }

    /// <summary>
    /// Each element of an array is read for itself; a record alone that is refused is refused with its message.
    /// </summary>
    /// <exception cref="FormatException">The message is refused, for the reason in the exception's.</exception>
    public static RecordImported Of(byte[] body, RecordReader read, ImportOptions options)
    {
        if (PackedBytes.Open(body, PackedBytes.LargestRecord, out var complaint) is not { } bytes)
            throw new FormatException(complaint!.Reason);
        if (RecordArray.Elements(bytes) is not { } elements)
            return new() { Records = [RecordOutcome.Alone(read(bytes.Span, options))] };
        if (elements.Count > RecordArray.MostRecords)
        {
            throw new FormatException(
                $"There are {elements.Count} records in one array; at most {RecordArray.MostRecords} are read.");
        }

        return new()
        {
            Records = [.. elements.Select(one => RecordOutcome.Among(read(one.Record.Span, options), one.Record))],
        };
    }
}

/// <summary>What became of one record: a session, or a reason.</summary>
internal sealed record RecordOutcome
{
    /// <summary>Null if there is nothing to charge in the record.</summary>
    public SessionEnded? Session { get; init; }

    /// <summary>Why there is none.</summary>
    public string? SkippedBecause { get; init; }

    public bool IsBreakout { get; init; }

    /// <summary>The bytes of a record that is refused, where it came among others.</summary>
    public byte[]? Refused { get; init; }

    /// <exception cref="FormatException">The record is refused, for the reason in the message.</exception>
    public static RecordOutcome Alone(Imported imported) => Sendable(imported) switch
    {
        Imported.Refused refused => throw new FormatException(refused.Reason),
        var one => Of(one),
    };

    /// <exception cref="FormatException">A record is refused that is too large to be sent back alone.</exception>
    public static RecordOutcome Among(Imported imported, ReadOnlyMemory<byte> record) => Sendable(imported) switch
    {
        Imported.Refused refused when record.Length > MessageSizes.MostOfStrangers => throw new FormatException(
            $"One of several records, of {record.Length} bytes, is refused; at most {MessageSizes.MostOfStrangers} " +
            $"can be set aside alone. {refused.Reason}"),
        Imported.Refused => new() { Refused = record.ToArray() },
        var one => Of(one),
    };

    /// <summary>The broker refuses a longer message, and closes the channel that it shares with others.</summary>
    private static Imported Sendable(Imported imported)
    {
        if (imported is not Imported.Session { Ended: var session }) return imported;
        var length = JsonSerializer.SerializeToUtf8Bytes(session, Wire.Json).Length;
        return length <= MessageSizes.MostOfStrangers ? imported : new Imported.Refused(
            $"Its session would be a message of {length} bytes; at most {MessageSizes.MostOfStrangers} are charged.");
    }

    private static RecordOutcome Of(Imported imported) => imported switch
    {
        Imported.Session session => new() { Session = session.Ended },
        Imported.Skipped skipped => new() { SkippedBecause = skipped.Reason, IsBreakout = skipped.IsBreakout },
        _ => throw new InvalidOperationException($"{imported.GetType().Name} is no outcome of reading a record."),
    };
}
