namespace Charging.Documents.Trade;

/// <summary>A line (BG-25), with what is echoed on it.</summary>
/// <param name="Line">As it was issued.</param>
/// <param name="Attributes">
/// Of its session (BG-32), in the order of their names: on the first line of each. BR-54: one that lacks a name or a
/// value is left out.
/// </param>
/// <param name="SessionId">BT-128, where a document has several sessions.</param>
internal sealed record TradeLine(
    InvoiceLine Line, IReadOnlyList<KeyValuePair<string, string>> Attributes, string? SessionId)
{
    public static IReadOnlyList<TradeLine> Of(InvoiceCreated invoice)
    {
        if (invoice.Sessions is not { } sessions)
        {
            return
            [
                .. invoice.Lines.Select((line, i) => new TradeLine(line, i == 0 ? Said(invoice.Attributes) : [], null)),
            ];
        }

        List<TradeLine> lines = [];
        foreach (var session in sessions)
        {
            lines.AddRange(invoice.Lines.Skip(lines.Count).Take(session.LineCount).Select((line, i) =>
                new TradeLine(line, i == 0 ? Said(session.Attributes) : [], session.SessionId)).ToList());
        }

        return lines;
    }

    private static KeyValuePair<string, string>[] Said(IReadOnlyDictionary<string, string> attributes) =>
    [
        .. attributes.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Where(one => !string.IsNullOrWhiteSpace(one.Key) && !string.IsNullOrWhiteSpace(one.Value)),
    ];
}
