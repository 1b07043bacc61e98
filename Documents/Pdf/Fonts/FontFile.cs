using System.Globalization;

namespace Charging.Documents.Pdf.Fonts;

/// <summary>Reads what make-fonts.py has written; its files are part of this library.</summary>
internal sealed class FontFile
{
    /// <summary>Beyond all letters of the font.</summary>
    private const int Letters = 0x3000;

    private readonly FontLetter[] letters = new FontLetter[Letters];
    private readonly FontKerning kerning = new();
    private readonly Dictionary<string, string> heads = new(StringComparer.Ordinal);
    private readonly List<(string Tag, List<(char, int)> Letters)> parts = [];

    private FontFile()
    {
    }

    public static Font Read(string name)
    {
        var file = new FontFile();
        using var text = new StreamReader(Open($"{name}.letters"));
        Action<string, string> read = file.ReadHead;
        while (text.ReadLine() is { } line)
        {
            var (word, rest) = Split(line, ' ');
            if (word == "#") continue;
            if (word == "part") (_, read) = (file.BeginPart(rest), file.ReadLetter);
            else if (word == "kerning") read = file.ReadDistances;
            else read(word, rest);
        }

        return new Font(file.letters, file.kerning, file.PartsOf(name));
    }

    private void ReadHead(string word, string value) => heads[word] = value;

    private int BeginPart(string tag)
    {
        parts.Add((tag, []));
        return parts.Count;
    }

    private void ReadLetter(string code, string rest)
    {
        var numbers = rest.Split(' ');
        var letter = (char)int.Parse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var width = (short)Number(numbers[0]);
        letters[letter] = new FontLetter(
            width, (byte)(parts.Count - 1), (byte)Number(numbers[1]), (byte)Number(numbers[2]), Exists: true);
        parts[^1].Letters.Add((letter, width));
    }

    private void ReadDistances(string left, string rest)
    {
        foreach (var pair in rest.Split(' '))
        {
            var (right, distance) = Split(pair, ':');
            kerning.Set((byte)Number(left), (byte)Number(right), (short)Number(distance));
        }
    }

    private List<FontPart> PartsOf(string name)
    {
        var measures = new FontMeasures(
            heads["box"], Number(heads["ascent"]), Number(heads["descent"]), Number(heads["capitals"]));
        return
        [
            .. parts.Select(part => new FontPart(
                $"{part.Tag}+{name}", measures, Bytes($"{name}.{part.Tag}.cff.z"), part.Letters)),
        ];
    }

    private static (string, string) Split(string text, char at)
    {
        var end = text.IndexOf(at, StringComparison.Ordinal);
        return end < 0 ? (text, "") : (text[..end], text[(end + 1)..]);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] Bytes(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static Stream Open(string name) =>
        typeof(FontFile).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException(
            $"The resource {name} is not in this library; name Documents/Pdf/Fonts/{name} in Documents.csproj.");
}
