using System.Globalization;
using CsCheck;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>
/// Hundreds of documents from one seed, which every run prints: CHARGING_SEED draws the same ones again.
/// </summary>
internal sealed class DrawnDocuments
{
    public const int Invoices = 350;
    public const int LeastCreditNotes = 350;

    private const uint Stream = 16931;

    private DrawnDocuments(ulong seed, IReadOnlyList<Drawn> all) => (Seed, All) = (seed, all);

    public static DrawnDocuments Shared { get; } = Draw(
        Environment.GetEnvironmentVariable("CHARGING_SEED") is { Length: > 0 } told
            ? ulong.Parse(told, CultureInfo.InvariantCulture)
            : (ulong)Random.Shared.NextInt64());

    public ulong Seed { get; }

    public IReadOnlyList<Drawn> All { get; }

    private static DrawnDocuments Draw(ulong seed)
    {
        var source = new PCG(Stream, seed);
        List<Drawn> all = [];
        for (var i = 0; i < Invoices; i++)
        {
            var invoice = AnyDocument.Invoice.Generate(source, null, out _);
            all.Add(AnyDocument.Of(invoice, AnyDocument.Payment.Generate(source, null, out _)));
        }

        while (all.Count < Invoices + LeastCreditNotes)
            all.AddRange(AnyDocument.CreditNotes.Generate(source, null, out _).TakeLast(3).Select(AnyDocument.Of));

        return new DrawnDocuments(seed, all);
    }
}
