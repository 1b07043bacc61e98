using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Charging.Documents.Tests.Pdf;

/// <summary>A file as the standard reads it, byte for byte: its objects, its streams, its trailer.</summary>
internal sealed partial class RawPdf
{
    public RawPdf(byte[] bytes)
    {
        Text = Encoding.Latin1.GetString(bytes);
        Start = int.Parse(Regex.Match(Text, "startxref\n([0-9]+)\n%%EOF\n$").Groups[1].ValueSpan);
        Trailer = Regex.Match(Text[Start..], "trailer\n<<(.*)>>\nstartxref").Groups[1].Value;
        Offsets = [.. Entry().Matches(Text[Start..]).Select(match => int.Parse(match.Groups[1].ValueSpan))];
    }

    public string Text { get; }

    /// <summary>Where the table of objects begins.</summary>
    public int Start { get; }

    public string Trailer { get; }

    /// <summary>Of each object, the first being number 1, where it begins.</summary>
    public IReadOnlyList<int> Offsets { get; }

    /// <summary>Each object whole, with its stream.</summary>
    public IEnumerable<string> Objects =>
        Offsets.Select((offset, i) => Text[offset..(i + 1 < Offsets.Count ? Offsets[i + 1] : Start)]);

    public IEnumerable<string> Dictionaries => Objects.Select(one => one.Split("stream\n")[0]);

    /// <summary>What is drawn on each page.</summary>
    public IEnumerable<string> Contents => Dictionaries
        .Select(one => Regex.Match(one, "/Type /Page /.*/Contents ([0-9]+) 0 R")).Where(match => match.Success)
        .Select(match => Unpacked(StreamOf(Object(match.Groups[1].Value))));

    public string Object(string number) => Objects.ElementAt(int.Parse(number) - 1);

    /// <summary>The object that another refers to by that name.</summary>
    public string Named(string name, string within) =>
        Object(Regex.Match(within, $@"/{name} \[?([0-9]+) 0 R").Groups[1].Value);

    public static string StreamOf(string one)
    {
        var match = Length().Match(one);
        return one.Substring(match.Index + match.Length, int.Parse(match.Groups[1].ValueSpan));
    }

    private static string Unpacked(string stream)
    {
        using var inflate = new ZLibStream(
            new MemoryStream(Encoding.Latin1.GetBytes(stream)), CompressionMode.Decompress);
        using var whole = new StreamReader(inflate, Encoding.Latin1);
        return whole.ReadToEnd();
    }

    [GeneratedRegex("([0-9]{10}) 00000 n \n")]
    private static partial Regex Entry();

    [GeneratedRegex("/Length ([0-9]+)>>\nstream\n")]
    private static partial Regex Length();
}
