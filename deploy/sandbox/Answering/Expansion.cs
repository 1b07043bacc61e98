namespace Charging.Sandbox;

/// <summary>
/// Which ids of an answer are to be shown as what they stand for: <c>latest_charge.balance_transaction</c>.
/// </summary>
internal sealed record Expansion(IReadOnlyList<string> Paths)
{
    public static Expansion None { get; } = new([]);

    public static Expansion Of(Parameters parameters) => new(parameters.List("expand"));

    public bool Has(string name) =>
        Paths.Any(path => path == name || path.StartsWith($"{name}.", StringComparison.Ordinal));

    /// <summary>What is to be expanded within the thing of that name; lists call theirs <c>data</c>.</summary>
    public Expansion Below(string name) => Paths.Count == 0 ? this : new(
    [
        .. Paths.Where(path => path.StartsWith($"{name}.", StringComparison.Ordinal))
            .Select(path => path[(name.Length + 1)..]),
    ]);
}
