using System.Data.Common;
using System.Text.Json;
using Charging.Rating.Sessions;

namespace Charging.Rating.Rerating;

/// <summary>What was charged too much or too little, each kept once and for ever.</summary>
internal sealed class Adjustments(NpgsqlDataSource postgres)
{
    /// <summary>Keeps those whose number is free; where a rival was quicker, the rival's stays.</summary>
    /// <returns>How many were kept.</returns>
    public async Task<int> AddOnce(IReadOnlyList<Adjustment> adjustments, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into rating.adjustments (
                   adjustment_id, usage_id, number, source, session_id, customer_id, charge_before_minor, charge_minor,
                   currency, plan_code, plan_version, plan_revision, lines, reason, adjusted_at)
            values (@AdjustmentId, @UsageId, @Number, @Source, @SessionId, @CustomerId, @Before, @Now,
                    @Currency, @PlanCode, @PlanVersion, @PlanRevision, @Lines::jsonb, @Reason, @AdjustedAt)
            on conflict (adjustment_id) do nothing
            """;

        var rows = adjustments.OrderBy(one => one.AdjustmentId).Select(one => new
        {
            one.AdjustmentId, one.UsageId, one.Number, one.Source, one.SessionId, one.CustomerId,
            Before = one.ChargeBefore.Minor, Now = one.Charge.Minor, one.Charge.Currency,
            one.PlanCode, one.PlanVersion, one.PlanRevision,
            Lines = JsonSerializer.Serialize(one.Lines, Wire.Json), one.Reason, one.AdjustedAt,
        });
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var kept = await connection.ExecuteAsync(
            new CommandDefinition(sql, rows, transaction, cancellationToken: cancellationToken));
        foreach (var plan in kept == 0 ? [] : adjustments.GroupBy(one => one.PlanCode))
        {
            var (before, after) = (Facts(plan, one => one.ChargeBefore), Facts(plan, one => one.Charge));
            await Deed.Record(connection, plan.Key, before, after, cancellationToken);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return kept;
    }

    /// <summary>What a plan's sessions cost all together, by currency, for the audit trail.</summary>
    private static object Facts(IEnumerable<Adjustment> adjustments, Func<Adjustment, Money> charge) => new
    {
        sessions = adjustments.Count(),
        charges = adjustments.GroupBy(one => one.Charge.Currency)
            .Select(same => same.Select(charge).Aggregate((sum, one) => sum + one).ToString()),
    };

    /// <summary>The latest adjustment of each usage that has any, by usage id.</summary>
    public async Task<IReadOnlyDictionary<Guid, Adjustment>> Latest(
        IReadOnlyCollection<Guid> usageIds, CancellationToken cancellationToken)
    {
        const string sql = """
            select   distinct on (a.usage_id)
                     a.adjustment_id, a.usage_id, a.number, a.source, a.session_id, a.customer_id, u.service,
                     u.started_at, u.ended_at, u.ended_on, u.attributes, a.charge_before_minor, a.charge_minor,
                     a.currency, a.plan_code, a.plan_version, a.plan_revision, a.lines, a.reason, a.adjusted_at
            from     rating.adjustments a join rating.usages u using (usage_id)
            where    a.usage_id = any(@usageIds)
            order by a.usage_id, a.number desc
            """;

        var found = await Read(sql, new { usageIds = usageIds.ToArray() }, cancellationToken);
        return found.ToDictionary(one => one.UsageId);
    }

    /// <summary>Those of a plan that are not published yet, the oldest first.</summary>
    public async Task<IReadOnlyList<Adjustment>> Unpublished(
        string planCode, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            select   a.adjustment_id, a.usage_id, a.number, a.source, a.session_id, a.customer_id, u.service,
                     u.started_at, u.ended_at, u.ended_on, u.attributes, a.charge_before_minor, a.charge_minor,
                     a.currency, a.plan_code, a.plan_version, a.plan_revision, a.lines, a.reason, a.adjusted_at
            from     rating.adjustments a join rating.usages u using (usage_id)
            where    a.plan_code = @planCode and a.told_at is null
            order by a.adjusted_at, a.usage_id, a.number
            limit    @most
            """;

        var some = await Read(sql, new { planCode, most }, cancellationToken);
        if (some.Count > 0) await postgres.AwaitStandbys(cancellationToken);
        return some;
    }

    public async Task MarkPublished(
        IReadOnlyCollection<Guid> adjustmentIds, DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            update rating.adjustments set told_at = @now where adjustment_id = any(@ids) and told_at is null
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { now, ids = adjustmentIds.ToArray() }, cancellationToken: cancellationToken));
    }

    private async Task<List<Adjustment>> Read(string sql, object asked, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var reader = await connection.ExecuteReaderAsync(
            new CommandDefinition(sql, asked, cancellationToken: cancellationToken));
        var found = new List<Adjustment>();
        while (await reader.ReadAsync(cancellationToken)) found.Add(Read(reader));
        return found;
    }

    private static Adjustment Read(DbDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetString(5),
        Words.Read<Service>(row.GetString(6)), row.GetDateTime(7), row.GetDateTime(8),
        row.GetFieldValue<DateOnly>(9),
        SessionContent.InOrder(JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(10), Wire.Json)!),
        new Money(row.GetInt64(11), row.GetString(13)), new Money(row.GetInt64(12), row.GetString(13)),
        row.GetString(14), row.GetFieldValue<DateOnly>(15), row.GetInt32(16),
        JsonSerializer.Deserialize<List<RatingLine>>(row.GetString(17), Wire.Json)!,
        row.GetString(18), row.GetDateTime(19));
}
