using Charging.Rating.Pricing;

namespace Charging.Rating.Plans;

/// <summary>What versions of plans said before they were corrected; nothing leaves it.</summary>
internal static class CorrectedPlans
{
    /// <summary>Keeps the version as it stands, in the transaction that corrects it.</summary>
    /// <param name="connection">With that transaction.</param>
    /// <param name="plan">Which code and day.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task Keep(
        NpgsqlConnection connection, PricePlan plan, DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into rating.corrected_plans (code, valid_from, revision, body, applied_at, corrected_at)
            select code, valid_from, revision, body, applied_at, @now
            from   rating.price_plans
            where  code = @Code and valid_from = @ValidFrom
            for update
            on conflict (code, valid_from, revision) do nothing;
            """;

        return connection.ExecuteAsync(new CommandDefinition(
            sql, new { plan.Code, plan.ValidFrom, now }, cancellationToken: cancellationToken));
    }
}
