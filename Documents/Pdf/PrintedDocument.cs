namespace Charging.Documents.Pdf;

/// <summary>What stands on the pages, whichever message it comes from.</summary>
internal sealed record PrintedDocument
{
    public required string Title { get; init; }

    public required string Number { get; init; }

    /// <summary>What has become of it, at most a line each.</summary>
    public required IReadOnlyList<string> Marks { get; init; }

    public required Party Seller { get; init; }

    public required Party Buyer { get; init; }

    /// <summary>Below the number.</summary>
    public required IReadOnlyList<(string Label, string Value)> Facts { get; init; }

    public required IReadOnlyList<InvoiceLine> Lines { get; init; }

    public required IReadOnlyList<TaxSubtotal> TaxSubtotals { get; init; }

    /// <summary>The tax in the seller's tax currency, and below it the rate; empty where there is none.</summary>
    public IReadOnlyList<string> AccountedTax { get; init; } = [];

    /// <summary>What leads to the total.</summary>
    public required IReadOnlyList<(string Label, Money Amount)> Sums { get; init; }

    public required (string Label, Money Amount) Total { get; init; }

    /// <summary>How it was or is to be paid.</summary>
    public IReadOnlyList<(string Text, Style Style)> Payment { get; init; } = [];

    /// <summary>The same for a bank's application; null where there is nothing to pay by transfer.</summary>
    public string? TransferCode { get; init; }

    public IReadOnlyList<CreditNoteIssued> Credits { get; init; } = [];

    public required DateTime CreatedAt { get; init; }
}
