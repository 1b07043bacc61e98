using System.Globalization;
using System.Text;

namespace Charging.Documents.Pdf.Reading;

/// <summary>Reads values from a place on (ISO 32000-1, 7.2 and 7.3), none nested deeper than files need.</summary>
internal sealed class PdfLexer(ReadOnlyMemory<byte> bytes, int at = 0)
{
    private const int Deepest = 64;
    private const int LongestName = 127;
    private const int MostValues = 1_000_000;

    private int values;

    public int At { get; private set; } = at;

    private ReadOnlySpan<byte> All => bytes.Span;

    /// <exception cref="FormatException">There is none, or none that ends.</exception>
    public PdfValue Read() => Read(0);

    /// <summary>Whether this word is next, which is then passed over.</summary>
    public bool Takes(string word)
    {
        SkipSpace();
        var next = All[Math.Min(At, All.Length)..];
        if (next.Length < word.Length || !Ascii.Equals(next[..word.Length], word)) return false;
        At += word.Length;
        return true;
    }

    /// <summary>The object that begins here: 7 0 obj …; its number and its value.</summary>
    public (int Number, PdfValue Value) ReadObject()
    {
        if (Read() is not PdfValue.Number number || Read() is not PdfValue.Number || !Takes("obj"))
            throw Wrong("no object begins there");
        var value = Read();
        if (value is not PdfValue.Map map || !Takes("stream")) return (number.Small, value);
        if (At < All.Length && All[At] == '\r') At++;
        if (At < All.Length && All[At] == '\n') At++;
        return (number.Small, new PdfValue.Stream(map, At));
    }

    private PdfValue Read(int depth)
    {
        if (depth > Deepest) throw Wrong($"its values are nested more than {Deepest} levels");
        if (++values > MostValues) throw Wrong($"it has more than {MostValues:N0} values together");
        SkipSpace();
        if (At >= All.Length) throw Wrong("it ends in the midst of a value");
        switch ((char)All[At])
        {
            case '/': return ReadName();
            case '(': return ReadText();
            case '<' when Next() == '<': At += 2; return ReadMap(depth);
            case '<': return ReadHex();
            case '[': At++; return ReadList(depth);
            default: return ReadWord();
        }
    }

    private char Next() => At + 1 < All.Length ? (char)All[At + 1] : '\0';

    private PdfValue.List ReadList(int depth)
    {
        List<PdfValue> items = [];
        while (!Takes("]")) Add(items, Read(depth + 1));
        return new(items);
    }

    private PdfValue.Map ReadMap(int depth)
    {
        List<PdfValue> items = [];
        while (!Takes(">>")) Add(items, Read(depth + 1));
        Dictionary<string, PdfValue> entries = [];
        for (var i = 0; i + 1 < items.Count; i += 2)
            if (items[i] is PdfValue.Name name) entries[name.Word] = items[i + 1];
        return new(entries);
    }

    /// <summary>Two numbers and an R are one reference.</summary>
    private static void Add(List<PdfValue> items, PdfValue value)
    {
        if (value is PdfValue.Other { Word: "R" }
            && items is [.., PdfValue.Number { Whole: >= 0 and <= int.MaxValue } number, PdfValue.Number])
        {
            items.RemoveRange(items.Count - 2, 2);
            items.Add(new PdfValue.Reference(number.Small));
        }
        else
        {
            items.Add(value);
        }
    }

    private PdfValue.Name ReadName()
    {
        var begin = ++At;
        while (At < All.Length && !IsSpace(All[At]) && !"()<>[]{}/%".Contains((char)All[At])) At++;
        var text = Encoding.Latin1.GetString(All[begin..Math.Min(At, begin + LongestName)]);
        for (var hash = text.IndexOf('#'); hash >= 0; hash = text.IndexOf('#', hash + 1))
        {
            if (hash + 2 < text.Length && byte.TryParse(
                text.AsSpan(hash + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                text = $"{text[..hash]}{(char)code}{text[(hash + 3)..]}";
        }

        return new(text);
    }

    private PdfValue.Text ReadText()
    {
        List<byte> text = [];
        var open = 0;
        do
        {
            if (At >= All.Length) throw Wrong("a text has no end");
            var one = All[At++];
            if (one == '\\') Escaped(text);
            else
            {
                open += one == '(' ? 1 : one == ')' ? -1 : 0;
                if (open > 1 || (one != '(' && one != ')') || (one == ')' && open > 0)) text.Add(one);
            }
        }
        while (open > 0);
        return new([.. text]);
    }

    private void Escaped(List<byte> text)
    {
        if (At >= All.Length) throw Wrong("a text has no end");
        var one = (char)All[At++];
        if (one is >= '0' and <= '7')
        {
            var code = one - '0';
            for (var i = 0; i < 2 && At < All.Length && (char)All[At] is >= '0' and <= '7'; i++)
                code = (code * 8) + (All[At++] - '0');
            text.Add((byte)(code & 0xFF));
        }
        else if (one is not ('\r' or '\n'))
        {
            text.Add((byte)(one switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => one }));
        }
    }

    private PdfValue.Text ReadHex()
    {
        var length = All[At..].IndexOf((byte)'>');
        if (length < 0) throw Wrong("a text has no end");
        var digits = string.Concat(
            Encoding.Latin1.GetString(All.Slice(At + 1, length - 1)).Where(char.IsAsciiHexDigit));
        At += length + 1;
        return new(Convert.FromHexString(digits.Length % 2 == 0 ? digits : digits + "0"));
    }

    private PdfValue ReadWord()
    {
        var begin = At;
        while (At < All.Length && !IsSpace(All[At]) && !"()<>[]{}/%".Contains((char)All[At])) At++;
        if (At == begin) throw Wrong($"'{(char)All[At]}' stands alone there");
        var word = Encoding.Latin1.GetString(All[begin..Math.Min(At, begin + LongestName)]);
        return decimal.TryParse(
            word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number) && Math.Abs(number) < long.MaxValue
            ? new PdfValue.Number((long)number)
            : new PdfValue.Other(word);
    }

    private void SkipSpace()
    {
        while (At < All.Length && (IsSpace(All[At]) || All[At] == '%'))
        {
            if (All[At] != '%') At++;
            else while (At < All.Length && All[At] is not ((byte)'\r' or (byte)'\n')) At++;
        }
    }

    private static bool IsSpace(byte one) => one is 0 or 9 or 10 or 12 or 13 or 32;

    private FormatException Wrong(string what) => new($"It is no PDF that can be read: at byte {At:N0}, {what}.");
}
