using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Charging.Documents.Tests.Pdf;

/// <summary>The code on a printed page as a reader that we did not write sees it: by the ink on the paper.</summary>
internal static class PrintedCode
{
    private const int DotsInPoint = 5;

    /// <summary>Null where nothing on the first page can be read as one.</summary>
    public static string? Read(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        var page = document.GetPage(1);
        var (width, height) = ((int)(page.Width * DotsInPoint), (int)(page.Height * DotsInPoint));
        var paper = new byte[width * height];
        Array.Fill(paper, byte.MaxValue);
        foreach (var box in page.Paths.Where(path => path.IsFilled).SelectMany(path => path).Select(Bounds))
        {
            for (var y = Dots(box.Bottom); y < Dots(box.Top); y++)
                paper.AsSpan(((height - 1 - y) * width) + Dots(box.Left), Dots(box.Right) - Dots(box.Left)).Clear();
        }

        var seen = new RGBLuminanceSource(paper, width, height, RGBLuminanceSource.BitmapFormat.Gray8);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(seen)))?.Text;
    }

    private static PdfRectangle Bounds(PdfSubpath path) =>
        path.GetBoundingRectangle() ?? throw new InvalidOperationException("An empty path is filled.");

    private static int Dots(double points) => (int)Math.Round(points * DotsInPoint, MidpointRounding.ToEven);
}
