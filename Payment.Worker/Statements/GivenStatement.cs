namespace Charging.Payments.Statements;

/// <summary>
/// A statement as its file says it, word for word and unchecked: what stands there, in the words of camt.053.
/// </summary>
internal sealed class GivenStatement
{
    public string? Id { get; set; }

    public string? Account { get; set; }

    public string? Currency { get; set; }

    public string? PageNumber { get; set; }

    public string? IsLastPage { get; set; }

    public List<GivenBalance> Balances { get; } = [];

    public List<GivenEntry> Entries { get; } = [];
}

internal sealed record GivenAmount(string Text, string? Currency);

/// <summary>Tp/CdOrPrtry, Amt, CdtDbtInd and Dt.</summary>
internal sealed class GivenBalance
{
    public string? Code { get; set; }

    public GivenAmount? Amount { get; set; }

    public string? Sign { get; set; }

    public string? Day { get; set; }
}

internal sealed class GivenEntry
{
    public required int Line { get; init; }

    public GivenAmount? Amount { get; set; }

    public string? Sign { get; set; }

    public string? Reversal { get; set; }

    public string? Status { get; set; }

    public string? BookedOn { get; set; }

    public string? ValueOn { get; set; }

    public string? Reference { get; set; }

    public string? Remark { get; set; }

    public List<GivenBatch> Batches { get; } = [];

    public IEnumerable<GivenDetail> Details => Batches.SelectMany(batch => batch.Details);
}

/// <summary>NtryDtls: the transactions that an entry is made of, and what is said of them together.</summary>
internal sealed class GivenBatch
{
    public string? Count { get; set; }

    public GivenAmount? Total { get; set; }

    public string? Sign { get; set; }

    public List<GivenDetail> Details { get; } = [];
}

/// <summary>TxDtls: one transaction. Amount is in whatever currency it has; of two that of the account.</summary>
internal sealed class GivenDetail
{
    public List<GivenAmount> Amounts { get; } = [];

    public string? Sign { get; set; }

    /// <summary>Whatever names it: the bank's references, and what whoever sent it has given along.</summary>
    public List<string> References { get; } = [];

    /// <summary>What is written on it, in words and in references.</summary>
    public List<string> Remittance { get; } = [];

    public GivenParty Debtor { get; } = new();

    public GivenParty Creditor { get; } = new();
}

internal sealed class GivenParty
{
    public string? Name { get; set; }

    public string? Account { get; set; }
}
