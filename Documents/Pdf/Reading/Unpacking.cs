using System.Buffers;
using System.IO.Compression;

namespace Charging.Documents.Pdf.Reading;

/// <summary>
/// Unpacks streams (ISO 32000-1, 7.4), all of one file into so many bytes together: a few bytes may stand for thousands
/// of millions.
/// </summary>
internal sealed class Unpacking(int most)
{
    private long left = most;
    private long leftPacked = most * 4L;

    /// <exception cref="FormatException">It is packed in a way that is not read, or is more than is read.</exception>
    public byte[] Unpack(ReadOnlyMemory<byte> packed, IReadOnlyList<string> filters, PdfValue.Map? parameters)
    {
        leftPacked -= packed.Length;
        if (leftPacked < 0) throw TooMuch();
        var bytes = packed;
        foreach (var filter in filters)
        {
            bytes = filter switch
            {
                "FlateDecode" or "Fl" => Inflate(bytes),
                "ASCIIHexDecode" or "AHx" => Hex(bytes.Span),
                _ => throw new FormatException($"A stream of the PDF is packed by {filter}, which is not read."),
            };
        }

        left -= filters.Count == 0 ? bytes.Length : 0;
        if (left < 0) throw TooMuch();
        return parameters?["Predictor"] is PdfValue.Number { Whole: >= 10 }
            ? Unpredict(bytes.Span, parameters)
            : bytes.ToArray();
    }

    private byte[] Inflate(ReadOnlyMemory<byte> packed)
    {
        using var unpacked = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            using var inflating = new ZLibStream(
                new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
            for (var read = inflating.Read(buffer); read > 0; read = inflating.Read(buffer))
            {
                left -= read;
                if (left < 0) throw TooMuch();
                unpacked.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException broken)
        {
            throw new FormatException($"A stream of the PDF cannot be unpacked: {broken.Message}", broken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return unpacked.ToArray();
    }

    private byte[] Hex(ReadOnlySpan<byte> digits)
    {
        var text = new string(
            [.. digits.ToArray().TakeWhile(one => one != '>').Select(one => (char)one).Where(char.IsAsciiHexDigit)]);
        left -= text.Length / 2;
        if (left < 0) throw TooMuch();
        return Convert.FromHexString(text.Length % 2 == 0 ? text : text + "0");
    }

    /// <summary>Rows as PNG predicts them, which tables of places are packed by.</summary>
    private static byte[] Unpredict(ReadOnlySpan<byte> rows, PdfValue.Map parameters)
    {
        var columns = parameters["Columns"] is PdfValue.Number { Whole: > 0 and < 4096 } number ? (int)number.Whole : 1;
        var (width, result) = (columns + 1, new byte[rows.Length / (columns + 1) * columns]);
        for (var row = 0; row < rows.Length / width; row++)
        {
            var kind = rows[row * width];
            for (var column = 0; column < columns; column++)
            {
                int Of(int up, int back) =>
                    row < up || column < back ? 0 : result[((row - up) * columns) + column - back];
                var guess = kind switch
                {
                    1 => Of(0, 1),
                    2 => Of(1, 0),
                    3 => (Of(0, 1) + Of(1, 0)) / 2,
                    4 => Paeth(Of(0, 1), Of(1, 0), Of(1, 1)),
                    _ => 0,
                };
                result[(row * columns) + column] = (byte)((rows[(row * width) + column + 1] + guess) & 0xFF);
            }
        }

        return result;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (byLeft, byUp) = (Math.Abs(up - corner), Math.Abs(left - corner));
        var byCorner = Math.Abs(left + up - (2 * corner));
        return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }

    private FormatException TooMuch() =>
        new($"What is packed in the PDF comes to more than {most >> 20} MiB; no invoice needs that.");
}
