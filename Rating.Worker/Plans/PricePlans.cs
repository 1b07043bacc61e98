using System.Collections.Concurrent;
using Charging.Rating.Pricing;

namespace Charging.Rating.Plans;

/// <summary>The price plans, kept in the database as the files they came in, and in memory ready to price.</summary>
internal sealed class PricePlans
{
    private const string Channel = "rating_price_plans";

    /// <summary>No provider has as many plans; what they take is their prices', which may be megabytes.</summary>
    private const int MostRemembered = 100_000;

    /// <summary>As they were read last, since a version that has not changed is not read again.</summary>
    private readonly ConcurrentDictionary<string, IReadOnlyList<ReadPlan>> read = new(StringComparer.Ordinal);
    private readonly RememberedTable<PlanVersions> remembered;
    private readonly NpgsqlDataSource postgres;
    private readonly TimeProvider clock;
    private readonly PricingSettings settings;

    public PricePlans(NpgsqlDataSource postgres, TimeProvider clock, PricingSettings? settings = null)
    {
        (this.postgres, this.clock, this.settings) = (postgres, clock, settings ?? PricingSettings.None);
        remembered = new(Channel, MostRemembered, Read);
    }

    public HeardTable Heard => remembered;

    /// <summary>From memory alone; what is not there may be in the table.</summary>
    public PlanVersions? Remembered(string code) => remembered.Remembered(code);

    /// <summary>All versions of one plan as the table has them now; null if there is none.</summary>
    public ValueTask<PlanVersions?> FindAnew(string code, CancellationToken cancellationToken)
    {
        remembered.Forget(code);
        return remembered.Find(code, cancellationToken);
    }

    /// <summary>Every version, by code and date.</summary>
    public async Task<IReadOnlyList<ListedPlan>> List(CancellationToken cancellationToken)
    {
        const string sql = """
            select code, valid_from, body, applied_at, revision,
                   exists (select 1 from rating.usages
                           where plan_code = kept.code and plan_version = kept.valid_from) as has_rated
            from   rating.price_plans kept
            order  by code, valid_from
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<ListedPlan>(
            new CommandDefinition(sql, cancellationToken: cancellationToken))];
    }

    /// <summary>The version that is valid on a date, or null.</summary>
    public async Task<AppliedPlan?> FindAt(string code, DateOnly at, CancellationToken cancellationToken)
    {
        const string sql = """
            select code, valid_from, body, applied_at, revision
            from   rating.price_plans
            where  code = @code and valid_from <= @at
            order  by valid_from desc
            limit  1
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<AppliedPlan>(
            new CommandDefinition(sql, new { code, at }, cancellationToken: cancellationToken));
    }

    /// <summary>Applies all or none: none if one of them would change a version that has rated a session.</summary>
    public Task<IReadOnlyList<ApplyOutcome>> Apply(
        IReadOnlyList<PlanFile> plans, CancellationToken cancellationToken) =>
        Apply(plans, correct: false, cancellationToken);

    /// <summary>Applies all, also to correct a version that has rated a session; what it said before is kept.</summary>
    public Task<IReadOnlyList<ApplyOutcome>> Correct(
        IReadOnlyList<PlanFile> plans, CancellationToken cancellationToken) =>
        Apply(plans, correct: true, cancellationToken);

    private async Task<IReadOnlyList<ApplyOutcome>> Apply(
        IReadOnlyList<PlanFile> plans, bool correct, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        var outcomes = new List<ApplyOutcome>();
        foreach (var plan in plans)
        {
            var before = await Kept(connection, plan, cancellationToken);
            var outcome = await Apply(connection, plan, cancellationToken);
            if (outcome == ApplyOutcome.InUse && correct) outcome = await Correct(connection, plan, cancellationToken);
            outcomes.Add(outcome);
            if (outcome is ApplyOutcome.Applied or ApplyOutcome.Corrected)
                await Deed.Record(
                    connection, plan.Version, before, PlanMark.Of(plan.Body), cancellationToken);
        }

        if (outcomes.Contains(ApplyOutcome.InUse)) await transaction.RollbackAsync(cancellationToken);
        else await transaction.CommitAsync(CancellationToken.None);
        return outcomes;
    }

    /// <summary>What the audit trail says of the version as it stands; null if there is none.</summary>
    private static async Task<PlanMark?> Kept(
        NpgsqlConnection connection, PlanFile plan, CancellationToken cancellationToken)
    {
        const string sql =
            "select body from rating.price_plans where code = @Code and valid_from = @ValidFrom for update";

        return PlanMark.Of(await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            sql, new { plan.Plan.Code, plan.Plan.ValidFrom }, cancellationToken: cancellationToken)));
    }

    private async Task<ApplyOutcome> Apply(
        NpgsqlConnection connection, PlanFile plan, CancellationToken cancellationToken)
    {
        const string sql = """
            with told as (
                insert into rating.price_plans as kept (code, valid_from, body, applied_at)
                values (@Code, @ValidFrom, @Body, @now)
                on conflict (code, valid_from) do update
                set    body = excluded.body, applied_at = excluded.applied_at
                where  kept.body <> excluded.body
                       -- What a session was rated by stays: another price needs another day, or a correction.
                       and not exists (select 1 from rating.usages
                                       where plan_code = kept.code and plan_version = kept.valid_from)
                returning code)
            select pg_notify(@Channel, code) from told;

            select body = @Body from rating.price_plans where code = @Code and valid_from = @ValidFrom;
            """;

        var row = new { plan.Plan.Code, plan.Plan.ValidFrom, plan.Body, now = clock.GetUtcNow().UtcDateTime, Channel };
        await using var answers = await connection.ExecuteReaderAsync(
            new CommandDefinition(sql, row, cancellationToken: cancellationToken));
        if (await answers.ReadAsync(cancellationToken)) return ApplyOutcome.Applied;

        await answers.NextResultAsync(cancellationToken);
        await answers.ReadAsync(cancellationToken);
        return answers.GetBoolean(0) ? ApplyOutcome.Unchanged : ApplyOutcome.InUse;
    }

    private async Task<ApplyOutcome> Correct(
        NpgsqlConnection connection, PlanFile plan, CancellationToken cancellationToken)
    {
        const string sql = """
            update rating.price_plans
            set    body = @Body, applied_at = @now, revision = revision + 1
            where  code = @Code and valid_from = @ValidFrom;

            select pg_notify(@Channel, @Code);
            """;

        var now = clock.GetUtcNow().UtcDateTime;
        await CorrectedPlans.Keep(connection, plan.Plan, now, cancellationToken);
        var row = new { plan.Plan.Code, plan.Plan.ValidFrom, plan.Body, now, Channel };
        await connection.ExecuteAsync(new CommandDefinition(sql, row, cancellationToken: cancellationToken));
        return ApplyOutcome.Corrected;
    }

    private async Task<IReadOnlyDictionary<string, PlanVersions>> Read(
        string[] codes, CancellationToken cancellationToken)
    {
        // A carrier's sheet has thirty million characters: a version that was read already is not read again.
        const string sql = """
            select code, valid_from, case when md5(body) = any(@known) then null else body end as body, applied_at,
                   revision, md5(body) as digest
            from   rating.price_plans
            where  code = any(@codes)
            """;

        var known = codes.SelectMany(code => read.GetValueOrDefault(code, [])).Select(one => one.Digest).ToArray();
        await using var connection = await postgres.Connect(cancellationToken);
        var rows = await connection.QueryAsync<PlanRow>(
            new CommandDefinition(sql, new { codes, known }, cancellationToken: cancellationToken));
        foreach (var plan in rows.GroupBy(row => row.Code))
        {
            var before = read.GetValueOrDefault(plan.Key, []);
            read[plan.Key] = [.. plan.Select(row => row.Read(before, settings))];
        }

        return codes.Where(read.ContainsKey).ToDictionary(
            code => code, code => new PlanVersions([.. read[code].Select(version => version.Reading)]));
    }
}
