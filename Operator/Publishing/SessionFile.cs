using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Charging.Operator.Publishing;

/// <summary>
/// Sessions in a file, each with its bytes as they stand there: one on a line, or the elements of one JSON array. A
/// line need not be JSON; what to make of it is the receiver's to say.
/// </summary>
internal static class SessionFile
{
    /// <exception cref="FormatException">The file begins as a JSON array and is none.</exception>
    public static async IAsyncEnumerable<byte[]> Read(Stream file, [EnumeratorCancellation] CancellationToken stop)
    {
        var reader = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 1 << 16));
        var first = true;
        while (true)
        {
            var read = await reader.ReadAsync(stop);
            var buffer = first ? WithoutMark(read.Buffer) : read.Buffer;
            if (first && BeginsAnArray(buffer))
            {
                reader.AdvanceTo(buffer.Start);
                foreach (var element in await ReadArray(reader.AsStream(), stop)) yield return element;
                yield break;
            }

            first = false;
            while (TryTakeLine(ref buffer, read.IsCompleted, out var line))
                if (line.Length > 0) yield return line;

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted) yield break;
        }
    }

    /// <summary>Editors of some systems put a byte order mark before the text, and it is no JSON.</summary>
    private static ReadOnlySequence<byte> WithoutMark(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.IsNext("\uFEFF"u8, advancePast: true) ? reader.UnreadSequence : buffer;
    }

    private static bool BeginsAnArray(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.AdvancePastAny(" \t\r\n"u8);
        return reader.TryPeek(out var first) && first == (byte)'[';
    }

    private static async Task<List<byte[]>> ReadArray(Stream json, CancellationToken stop)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(json, cancellationToken: stop);
            return [.. document.RootElement.EnumerateArray().Select(element => Utf8(element.GetRawText()))];
        }
        catch (JsonException exception)
        {
            throw new FormatException(
                $"The file begins with [ but is no JSON array ({exception.Message}); else write one session a line.",
                exception);
        }
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool last, out byte[] line)
    {
        line = [];
        var end = buffer.PositionOf((byte)'\n');
        if (end is null && (!last || buffer.IsEmpty)) return false;

        line = buffer.Slice(0, end ?? buffer.End).ToArray();
        if (line is [.. var whole, (byte)'\r']) line = whole;
        buffer = end is null ? buffer.Slice(buffer.End) : buffer.Slice(buffer.GetPosition(1, end.Value));
        return true;
    }
}
