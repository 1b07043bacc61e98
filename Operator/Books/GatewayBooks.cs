namespace Charging.Operator.Books;

/// <summary>
/// Whether what we say of money and what the gateway wrote down itself are the same: in sum, and one by one by the
/// gateway's own names.
/// </summary>
internal sealed class GatewayBooks(NpgsqlConnection connection)
{
    /// <summary>Sums per kind and currency, and per kind how many movements differ; these are returned too.</summary>
    public async Task<(IReadOnlyList<Equation> Equations, IReadOnlyList<Difference> Differences)> Compare(
        GatewayRecords gateway, CancellationToken stop)
    {
        var here = (await Here(stop)).Where(movement => gateway.Kinds.Contains(movement.Kind)).ToList();
        var differences = Differences(gateway.Movements, here);
        var equations = gateway.Kinds.Order().SelectMany(kind => Equations(
            kind, gateway.Movements, here, differences.Count(one => one.Kind == kind)));
        return ([.. equations], differences);
    }

    private async Task<IReadOnlyList<Movement>> Here(CancellationToken stop)
    {
        const string sql = """
            select 'Captured', gateway_reference, amount_minor, currency
            -- A transfer came to the bank, and the gateway knows nothing of it.
            from payment.capture_attempts where status = 'captured' and bank_entry_id is null
            union all
            select 'Refunded', gateway_reference, amount_minor, currency
            from payment.known_refunds where status = 'done'
            union all
            select 'Returned', reference, amount_minor, currency
            from payment.known_disputes where status <> 'won'
            union all
            select 'PaidOut', payout_id, net_minor, currency
            from payment.booked_payouts
            """;

        var rows = await connection.QueryAsync<(string Kind, string Reference, long Minor, string Currency)>(
            new CommandDefinition(sql, cancellationToken: stop));
        return
        [
            .. rows.Select(row => new Movement(
                Enum.Parse<MovementKind>(row.Kind), row.Reference, new Money(row.Minor, row.Currency))),
        ];
    }

    private static IEnumerable<Equation> Equations(
        MovementKind kind, IReadOnlyList<Movement> gateway, IReadOnlyList<Movement> here, int differences)
    {
        var (there, ours) = kind switch
        {
            MovementKind.Captured => ("captured by the gateway", "captured attempts"),
            MovementKind.Refunded => ("refunded by the gateway", "refunds"),
            MovementKind.Returned => ("taken back by the gateway", "reversals"),
            _ => ("paid out by the gateway", "payouts that are booked"),
        };
        var (atGateway, atHome) = (Sums(gateway, kind), Sums(here, kind));
        var sums = atGateway.Keys.Union(atHome.Keys).Order(StringComparer.Ordinal).Select(currency => new Equation(
            there, ours, atGateway.GetValueOrDefault(currency), atHome.GetValueOrDefault(currency), currency));
        return sums.Append(new Equation($"{there}, one by one, otherwise than here", "none", differences, 0));
    }

    private static Dictionary<string, long> Sums(IEnumerable<Movement> movements, MovementKind kind) => movements
        .Where(movement => movement.Kind == kind)
        .GroupBy(movement => movement.Amount.Currency)
        .ToDictionary(currency => currency.Key, currency => currency.Sum(movement => movement.Amount.Minor));

    private static List<Difference> Differences(IEnumerable<Movement> gateway, IEnumerable<Movement> here)
    {
        var (there, ours) = (ByName(gateway), ByName(here));
        return
        [
            .. there.Keys.Union(ours.Keys)
                .Where(key => there.GetValueOrDefault(key) != ours.GetValueOrDefault(key))
                .OrderBy(key => key.Kind).ThenBy(key => key.Reference, StringComparer.Ordinal)
                .Select(key => new Difference(
                    key.Kind, key.Reference, new Money(there.GetValueOrDefault(key), key.Currency),
                    new Money(ours.GetValueOrDefault(key), key.Currency))),
        ];
    }

    /// <summary>What stands twice under a name counts with the sum of both.</summary>
    private static Dictionary<(MovementKind Kind, string Reference, string Currency), long> ByName(
        IEnumerable<Movement> movements) => movements
            .GroupBy(one => (one.Kind, one.Reference, one.Amount.Currency))
            .ToDictionary(name => name.Key, name => name.Sum(one => one.Amount.Minor));
}
