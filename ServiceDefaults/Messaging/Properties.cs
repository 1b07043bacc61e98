using System.Buffers.Binary;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Whether RabbitMQ's client can read the properties of a message. What its publisher wrote there comes through the
/// broker as it is, and one table that the client does not understand costs it the connection, with all that others
/// published: a decimal of more than 28 digits, a type that it does not know, tables within tables without end.
/// </summary>
internal static class Properties
{
    /// <summary>All of them together; the broker's own frame has room for four times as much.</summary>
    private const int MostBytes = 32 * 1024;

    /// <summary>Tables and lists within each other, the headers themselves counted; the broker's own need 4.</summary>
    private const int MostDepth = 8;

    /// <summary>.NET's decimal has no more digits after its point.</summary>
    private const int MostScale = 28;

    /// <summary>AMQP 0-9-1, class basic, from the flags' highest bit on: a text, a table, or so many bytes.</summary>
    private const string Fields = "ssF11ssss8ssss";

    /// <param name="afterBodySize">A content header from its flags on: two bytes that say which of them follow.</param>
    public static bool AreReadable(ReadOnlySpan<byte> afterBodySize)
    {
        if (afterBodySize.Length is < sizeof(ushort) or > MostBytes) return false;
        var flags = BinaryPrimitives.ReadUInt16BigEndian(afterBodySize);
        if ((flags & 1) != 0) return false; // more flags than there are properties
        var rest = afterBodySize[sizeof(ushort)..];
        for (var field = 0; field < Fields.Length; field++)
        {
            if ((flags & (0x8000 >> field)) == 0) continue;
            var isWhole = Fields[field] switch
            {
                's' => Text(ref rest),
                'F' => Nested(ref rest, isTable: true, depth: 1),
                var bytes => Skip(ref rest, bytes - '0'),
            };
            if (!isWhole) return false;
        }

        return true;
    }

    private static bool Nested(ref ReadOnlySpan<byte> rest, bool isTable, int depth)
    {
        if (depth > MostDepth || rest.Length < sizeof(uint)) return false;
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length > rest.Length - sizeof(uint)) return false;
        var within = rest.Slice(sizeof(uint), (int)length);
        rest = rest[(sizeof(uint) + (int)length)..];
        while (within.Length > 0)
        {
            if ((isTable && !Text(ref within)) || !Value(ref within, depth)) return false;
        }

        return true;
    }

    private static bool Value(ref ReadOnlySpan<byte> rest, int depth)
    {
        if (rest.Length == 0) return false;
        var type = (char)rest[0];
        rest = rest[1..];
        switch (type)
        {
            case 'V': return true;
            case 't' or 'b' or 'B': return Skip(ref rest, 1);
            case 's' or 'u': return Skip(ref rest, 2);
            case 'I' or 'i' or 'f': return Skip(ref rest, 4);
            case 'l' or 'd' or 'T': return Skip(ref rest, 8);
            case 'D': return rest.Length > 0 && rest[0] <= MostScale && Skip(ref rest, 5);
            case 'S' or 'x':
                return rest.Length >= sizeof(uint)
                    && Skip(ref rest, sizeof(uint) + (long)BinaryPrimitives.ReadUInt32BigEndian(rest));
            case 'F' or 'A': return Nested(ref rest, type == 'F', depth + 1);
            default: return false;
        }
    }

    private static bool Text(ref ReadOnlySpan<byte> rest) => rest.Length > 0 && Skip(ref rest, 1 + rest[0]);

    private static bool Skip(ref ReadOnlySpan<byte> rest, long bytes)
    {
        if (bytes > rest.Length) return false;
        rest = rest[(int)bytes..];
        return true;
    }
}
