using CsCheck;

namespace Charging.Invoicing.Tests.Crediting;

/// <summary>Invoices to credit, adjustments of their sessions, and random ways to credit an invoice.</summary>
internal static class CreditSample
{
    /// <summary>0.05 and 2.48 EUR net at 21 %: 2.53, tax 0.53, total 3.06 EUR.</summary>
    public static InvoiceCreated Invoice(string sessionId = "session") =>
        Sample.Invoice(sessionId).Numbered(new InvoiceNumber("CZ-2026", 1));

    public static Remainder Left(this InvoiceCreated invoice, params IReadOnlyList<CreditNoteIssued> notes) =>
        new(invoice, notes);

    /// <summary>The notes of one more order, as issued after the others and a day after the invoice.</summary>
    public static IReadOnlyList<CreditNoteIssued> Credit(
        this Remainder left, CreditOrder order, Seller? seller = null) =>
    [
        .. CreditNote.For(order, [left], _ => seller ?? Sample.Seller, left.Invoice.CreatedAt.AddDays(1))
            .Select(note => note.Numbered(new InvoiceNumber(note.Series, left.Notes.Count + 1))),
    ];

    public static UsageAdjusted Adjustment(
        long before, long now, int number = 1, string sessionId = "session", string currency = "EUR")
    {
        var usage = Sample.Usage(sessionId, new Money(before, currency));
        return new()
        {
            AdjustmentId = NameBasedId.Of(usage.UsageId, $"{number}"),
            UsageId = usage.UsageId,
            Number = number,
            Source = usage.Source,
            SessionId = sessionId,
            CustomerId = usage.CustomerId,
            Service = usage.Service,
            StartedAt = usage.StartedAt,
            EndedAt = usage.EndedAt,
            EndedOn = usage.EndedOn,
            Difference = new Money(now - before, currency),
            ChargeBefore = new Money(before, currency),
            Charge = new Money(now, currency),
            PlanCode = usage.PlanCode,
            PlanVersion = usage.PlanVersion,
            PlanRevision = 2,
            Reason = "The peak price was wrong",
            Lines = [],
            Attributes = usage.Attributes,
            AdjustedAt = Sample.CreatedAt.AddDays(1),
        };
    }

    private static readonly Gen<InvoiceCreated> AnyInvoice = Gen.Select(
        Sample.AnyUsage("EUR", "CZK", "JPY"), Sample.AnyTax, Gen.OneOf("en", "cs", "de"),
        (usage, tax, language) => Sample.Invoice(
                usage, Sample.Customer(usage.Charge.Currency, tax: tax) with { Language = language })
            .Numbered(new InvoiceNumber("CZ-2026", 1)));

    /// <summary>Lines, a part of one, an adjustment, or half as often all that is left.</summary>
    private static readonly Gen<int> AnyKind = Gen.Frequency((6, Gen.Int[0, 2]), (2, Gen.Const(3)), (1, Gen.Const(4)));

    /// <summary>An invoice with up to 12 credits of any kind and size, those left out that are too much.</summary>
    public static readonly Gen<Remainder> AnyCredits =
        AnyInvoice.SelectMany(invoice => CreditsOf(invoice, Sample.Seller, 12));

    /// <summary>The invoice with up to so many credits by its seller.</summary>
    public static Gen<Remainder> CreditsOf(InvoiceCreated invoice, Seller seller, int most) => Gen
        .Select(AnyKind, Gen.Int[1, 8], Gen.Long[1, 1000]).List[1, most]
        .Select(steps => steps.Index().Aggregate(
            invoice.Left(), (left, step) => Credited(left, OrderOf(left, step.Index, step.Item), seller)));

    /// <summary>All that is left is credited too.</summary>
    public static Remainder Finished(Remainder left) => Credited(left, new WholeCredit("the rest"), Sample.Seller);

    private static Remainder Credited(Remainder left, CreditOrder order, Seller seller)
    {
        try
        {
            return left with { Notes = [.. left.Notes, .. left.Credit(order, seller)] };
        }
        catch (CreditRefusedException)
        {
            return left;
        }
    }

    private static CreditOrder OrderOf(Remainder left, int step, (int Kind, int Line, long Share) drawn)
    {
        var line = left.Invoice.Lines[(drawn.Line - 1) % left.Invoice.Lines.Count];
        Money ShareOf(Money amount) => amount with { Minor = Math.Max(1, amount.Minor * drawn.Share / 1000) };
        return drawn.Kind switch
        {
            0 => new LineCredit($"step {step}", [line.Id], null),
            1 => new LineCredit($"step {step}", [.. left.Invoice.Lines.Take(drawn.Line).Select(x => x.Id)], null),
            2 => new LineCredit($"step {step}", [line.Id], ShareOf(left.Of(line))),
            3 => new Correction(Adjustment(
                left.Invoice.Net.Minor, left.Invoice.Net.Minor - ShareOf(left.Net).Minor, step + 1,
                left.Invoice.SessionId, left.Invoice.Net.Currency)),
            _ => new WholeCredit($"step {step}"),
        };
    }
}
