namespace Charging.TestBed;

/// <summary>What a chain is to be like; the defaults are the ones of production.</summary>
public sealed record ChainOptions
{
    /// <summary>Processes of each worker.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>Processes of Invoicing, where they are another number.</summary>
    public int? Invoicings { get; init; }

    public IReadOnlyList<SampleCustomer> Customers { get; init; } = SampleCustomer.Good(20);

    /// <summary>
    /// Null for the gateway within the worker, else the settings of a sandbox gateway of the chain's own.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Sandbox { get; init; }

    /// <summary>Off where thousands of sessions are not about mail, which costs more than all else together.</summary>
    public bool SendsReceipts { get; init; } = true;

    /// <summary>The earlier one whose schemas, rights and workers it begins with; null for what was built.</summary>
    public Release? Release { get; init; }

    /// <summary>Environment variables for every worker, over those of the chain.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
