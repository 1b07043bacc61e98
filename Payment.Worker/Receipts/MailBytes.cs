using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Charging.Payments.Receipts;

/// <summary>
/// A mail as it goes over the wire (RFC 5322 and 2045 to 2047): lines of ASCII, of at most 76 letters where the text
/// allows it, whatever the letters of names and words are.
/// </summary>
internal sealed class MailBytes
{
    /// <summary>More than a usual mail, and less than what the runtime treats as large.</summary>
    private const int UsualLength = 80 * 1024;

    private const int LongestLine = 76;

    /// <summary>What 76 letters of base64 hold.</summary>
    private const int LineOfBytes = 57;

    /// <summary>What an encoded word holds within its 75 letters.</summary>
    private const int WordOfBytes = 45;

    private static ReadOnlySpan<byte> Digits => "0123456789ABCDEF"u8;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(UsualLength);
    private int length;

    /// <summary>The mail, to which nothing is added any more: what it was written in is the next one's.</summary>
    public byte[] End()
    {
        var mail = bytes.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(bytes);
        (bytes, length) = ([], 0);
        return mail;
    }

    /// <param name="name">Of the header.</param>
    /// <param name="value">
    /// In ASCII as it is; anything else, and whatever could end the header or be read as encoded, in encoded words.
    /// </param>
    public void Header(string name, string value) => Line($"{name}: {(IsPlain(value) ? value : Words(value))}");

    /// <param name="name">Of the header.</param>
    /// <param name="person">The name of whose address it is.</param>
    /// <param name="address">As a server takes it.</param>
    public void Mailbox(string name, string person, string address) =>
        Line($"{name}: {(IsPlain(person) ? Quoted(person) : Words(person))}\r\n <{address}>");

    /// <param name="text">An empty one ends the headers of a part.</param>
    public void Line(string text = "")
    {
        length += Encoding.UTF8.GetBytes(text, Room(text.Length * 3));
        Break();
    }

    /// <summary>A text in quoted-printable; its line breaks stay line breaks.</summary>
    public void Text(string text)
    {
        var column = 0;
        var utf8 = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"));
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] == (byte)'\n')
            {
                Break();
                column = 0;
                continue;
            }

            var isLast = i + 1 == utf8.Length || utf8[i + 1] == (byte)'\n';
            var isPlain = utf8[i] is >= 33 and <= 126 and not (byte)'=' || (utf8[i] == (byte)' ' && !isLast);
            var wide = isPlain ? 1 : 3;
            if (column + wide > LongestLine - 1)
            {
                Room(1)[0] = (byte)'=';
                length++;
                Break();
                column = 0;
            }

            Quote(utf8[i], isPlain);
            column += wide;
        }

        Break();
    }

    /// <summary>Bytes in base64.</summary>
    public void Content(ReadOnlySpan<byte> content)
    {
        for (; content.Length > 0; content = content[Math.Min(LineOfBytes, content.Length)..])
        {
            var line = content[..Math.Min(LineOfBytes, content.Length)];
            Base64.EncodeToUtf8(line, Room(LongestLine), out _, out var written);
            length += written;
            Break();
        }
    }

    private static bool IsPlain(string value) =>
        !value.AsSpan().ContainsAnyExceptInRange(' ', '~') && !value.Contains("=?", StringComparison.Ordinal);

    private static string Quoted(string person)
    {
        var escaped = person.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }

    /// <summary>Each of whole letters; the breaks between them are none of the text.</summary>
    private static string Words(string value)
    {
        var words = new List<string>();
        var (word, size) = (new StringBuilder(), 0);
        foreach (var rune in value.EnumerateRunes())
        {
            if (size + rune.Utf8SequenceLength > WordOfBytes) End();
            word.Append(rune.ToString());
            size += rune.Utf8SequenceLength;
        }

        End();
        return string.Join("\r\n ", words);

        void End()
        {
            words.Add($"=?utf-8?b?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString()))}?=");
            (_, size) = (word.Clear(), 0);
        }
    }

    private void Quote(byte one, bool isPlain)
    {
        var room = Room(3);
        room[0] = isPlain ? one : (byte)'=';
        length++;
        if (isPlain) return;

        (room[1], room[2]) = (Digits[one >> 4], Digits[one & 15]);
        length += 2;
    }

    private void Break()
    {
        "\r\n"u8.CopyTo(Room(2));
        length += 2;
    }

    private Span<byte> Room(int more)
    {
        if (bytes.Length - length < more) Grow(more);
        return bytes.AsSpan(length);
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, length + more));
        bytes.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
