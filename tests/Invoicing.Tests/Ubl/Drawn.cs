using CsCheck;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>
/// The generated documents, drawn once for all tests that look at them. Each run draws others; CHARGING_SEED, which the
/// tests print, draws the same again.
/// </summary>
internal static class Drawn
{
    public const int Invoices = 320;
    public const int CreditNotes = 480;

    public static readonly ulong Seed = Charging.Documents.Tests.Seed.Value;

    /// <summary>In currencies of two decimals and of none.</summary>
    public static readonly IReadOnlyList<GeneratedDocument> Documents =
        Draw(Invoices, CreditNotes, "EUR", "CZK", "JPY");

    /// <summary>EN 16931 knows no more than two decimals: these are for our own checks.</summary>
    public static readonly IReadOnlyList<GeneratedDocument> OfThreeDecimals = Draw(40, 40, "KWD", "BHD");

    /// <summary>The last two credit notes of each invoice: more of them would be much alike.</summary>
    private static IReadOnlyList<GeneratedDocument> Draw(int invoiceCount, int noteCount, params string[] currencies)
    {
        var invoices = Stream(AnyDocument.InvoiceIn(currencies), 1).Take(invoiceCount);
        var notes = Stream(AnyDocument.CreditNotesIn(currencies), 2).SelectMany(x => x.TakeLast(2)).Take(noteCount);
        return [.. invoices, .. notes];
    }

    private static IEnumerable<T> Stream<T>(Gen<T> gen, uint stream)
    {
        for (var pcg = new PCG(stream, Seed); ;) yield return gen.Generate(pcg, null, out _);
    }
}
