using System.Text;

namespace Charging.TestBed;

/// <summary>
/// One span as a collector receives it; ids in hexadecimal, no parent for the first of a trace. Of its attributes those
/// that are texts, of its links the traces that they lead to.
/// </summary>
public sealed record Span(
    string Service, string TraceId, string SpanId, string? ParentId, string Name,
    IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Links);

/// <summary>Reads from OTLP's protobuf (opentelemetry/proto/trace/v1) what tells a trace's shape.</summary>
internal static class Spans
{
    public static IEnumerable<Span> Read(ReadOnlyMemory<byte> request) =>
        from resourceSpans in Fields(request, 1)
        let service = Fields(resourceSpans, 1).Select(ServiceName).FirstOrDefault() ?? ""
        from scopeSpans in Fields(resourceSpans, 2)
        from span in Fields(scopeSpans, 2)
        select new Span(
            service,
            Hex(Fields(span, 1).First())!,
            Hex(Fields(span, 2).First())!,
            Hex(Fields(span, 4).FirstOrDefault()),
            Text(Fields(span, 5).FirstOrDefault()),
            Fields(span, 9).ToDictionary(
                tag => Text(Fields(tag, 1).First()),
                tag => Text(Fields(Fields(tag, 2).FirstOrDefault(), 1).FirstOrDefault())),
            [.. Fields(span, 13).Select(link => Hex(Fields(link, 1).First())!)]);

    private static string ServiceName(ReadOnlyMemory<byte> resource) =>
        Fields(resource, 1)
            .Where(attribute => Text(Fields(attribute, 1).First()) == "service.name")
            .Select(attribute => Text(Fields(Fields(attribute, 2).First(), 1).First()))
            .FirstOrDefault() ?? "";

    private static string? Hex(ReadOnlyMemory<byte> bytes) =>
        bytes.IsEmpty ? null : Convert.ToHexStringLower(bytes.Span);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    /// <summary>The contents of every length-delimited field of that number.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int number)
    {
        while (!message.IsEmpty)
        {
            var (field, wireType) = Tag(ref message);
            var length = wireType switch
            {
                0 => VarintLength(message),
                1 => 8,
                2 => (int)Varint(ref message),
                5 => 4,
                _ => throw new InvalidDataException($"Wire type {wireType} in field {field} is not of proto3."),
            };
            if (wireType == 2 && field == number) yield return message[..length];
            message = message[length..];
        }
    }

    private static (int Field, int WireType) Tag(ref ReadOnlyMemory<byte> message)
    {
        var tag = Varint(ref message);
        return ((int)(tag >> 3), (int)(tag & 7));
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        var length = VarintLength(message);
        var value = 0UL;
        for (var i = length - 1; i >= 0; i--) value = (value << 7) | (message.Span[i] & 0x7FUL);
        message = message[length..];
        return value;
    }

    private static int VarintLength(ReadOnlyMemory<byte> message)
    {
        var last = 0;
        while ((message.Span[last] & 0x80) != 0) last++;
        return last + 1;
    }
}
