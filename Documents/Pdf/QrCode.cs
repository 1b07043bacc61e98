using QRCoder;

namespace Charging.Documents.Pdf;

/// <summary>A text as a QR code (ISO/IEC 18004) that is still read when 15 % of it are spoilt (level M).</summary>
/// <param name="Rows">Without the white edge, true is dark.</param>
internal sealed record QrCode(IReadOnlyList<IReadOnlyList<bool>> Rows)
{
    private const int Edge = 4;

    public static QrCode Of(string text)
    {
        using var made = QRCodeGenerator.GenerateQrCode(
            text, QRCodeGenerator.ECCLevel.M, forceUtf8: true, utf8BOM: false);
        return new QrCode(
        [
            .. made.ModuleMatrix.Skip(Edge).SkipLast(Edge)
                .Select(row => (IReadOnlyList<bool>)[.. row.Cast<bool>().Skip(Edge).SkipLast(Edge)]),
        ]);
    }
}
