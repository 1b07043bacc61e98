using Microsoft.Extensions.Options;
using SkiaSharp;

namespace Charging.Payments;

/// <summary>The two weights that an invoice is set in; of each, the PDF holds only the letters that it uses.</summary>
internal sealed class InvoiceFonts(IOptions<ReceiptOptions> options)
{
    public SKTypeface Regular { get; } = Read(options.Value.Font, "Receipts__Font");

    public SKTypeface Strong { get; } = Read(options.Value.StrongFont, "Receipts__StrongFont");

    private static SKTypeface Read(string path, string setting) =>
        SKTypeface.FromFile(path) ?? throw new InvalidOperationException(
            $"{setting} is '{path}', which is no font; install the package fonts-inter, or name an OpenType font.");
}
