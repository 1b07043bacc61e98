using System.Security.Cryptography;
using Charging.Documents.Pdf.Fonts;

namespace Charging.Documents.Pdf.Writing;

/// <summary>
/// What every file begins with, as ready bytes: the usual letters of both weights, and the colour profile. As they
/// never differ, whatever keeps many files need not keep them more than once.
/// </summary>
internal sealed class FileStart
{
    private FileStart()
    {
        Font[] fonts = [Font.Regular, Font.SemiBold];
        ToUnicode = FontObjects.AddToUnicode(Objects, fonts.SelectMany(font => font.Parts));
        Fonts = fonts.Select(font => font.Parts[0])
            .ToDictionary(part => part, part => FontObjects.Add(Objects, part, ToUnicode));
        var profile = Objects.AddStream("/N 3", ColorProfile.Write());
        Intent = Objects.Add(
            "/Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1)" +
            $" /DestOutputProfile {profile} 0 R");
        Hash = SHA256.HashData(Objects.Written);
    }

    public static FileStart Instance { get; } = new();

    public PdfObjects Objects { get; } = new();

    public int ToUnicode { get; }

    public IReadOnlyDictionary<FontPart, int> Fonts { get; }

    public int Intent { get; }

    public byte[] Hash { get; }
}
