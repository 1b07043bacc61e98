namespace Charging.Contracts;

/// <summary>
/// The one key from session to bank: what the source calls the session. Every identifier further down the chain is
/// derived from it, so that a repeat of any step arrives at the same row.
/// </summary>
public readonly record struct SessionKey(string Source, string SessionId)
{
    private static readonly Guid UsageNamespace = new("5d2b7f0c-94a7-5b58-9f1e-6a5f6a0f4c11");
    private static readonly Guid InvoiceNamespace = new("c3a6f4f2-0d0e-5c86-8a39-2f1f3b9de8a7");

    /// <summary>UUIDv5 of the key.</summary>
    public Guid UsageId => NameBasedId.Of(UsageNamespace, Name);

    /// <summary>UUIDv5 of the key, in a name space of its own.</summary>
    public Guid InvoiceId => NameBasedId.Of(InvoiceNamespace, Name);

    /// <summary>The length keeps apart what only looks alike when it is joined.</summary>
    private string Name => $"{Source.Length}:{Source}{SessionId}";
}
