using Microsoft.Extensions.Options;
using SkiaSharp;

namespace Charging.Documents.Pdf;

/// <summary>The two weights that a document is set in; of each, the PDF holds only the letters that it uses.</summary>
public sealed class DocumentFonts(IOptions<FontOptions> options)
{
    internal SKTypeface Regular { get; } = Read(options.Value.Regular, "Fonts__Regular");

    internal SKTypeface Strong { get; } = Read(options.Value.Strong, "Fonts__Strong");

    private static SKTypeface Read(string path, string setting) =>
        SKTypeface.FromFile(path) ?? throw new InvalidOperationException(
            $"{setting} is '{path}', which is no font; install the package fonts-inter, or name an OpenType font.");
}
