using System.CommandLine;
using System.Globalization;
using Charging.Rating.Counting;
using Charging.Rating.Plans;

namespace Charging.Rating.Rerating;

/// <summary>
/// <c>rerate</c>: prices sessions again by the plan as it is now, and shows which would cost something else. With
/// <c>--apply</c> each difference is kept as an adjustment and told; done again, it finds no difference.
/// </summary>
internal static class RerateCommand
{
    private const int MostAtOnce = 1_000;

    public static Command Create(Worker worker)
    {
        var plan = new Option<string>("--plan") { Description = "The plan's code.", Required = true };
        var from = new Option<string>("--from") { Description = "The first local date, 2026-01-31.", Required = true };
        var to = new Option<string>("--to") { Description = "The last local date, itself included.", Required = true };
        var apply = new Option<bool>("--apply") { Description = "Keeps and tells the differences." };
        var reason = new Option<string?>("--reason") { Description = "Goes into the adjustments, for people." };
        var command = new Command("rerate", "Prices rated sessions again by the plan as it is now.")
        {
            plan, from, to, apply, reason,
        };
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            var code = parsed.GetRequiredValue(plan);
            var dates = new LocalDates(
                DateOf("--from", parsed.GetRequiredValue(from)), DateOf("--to", parsed.GetRequiredValue(to)));
            var changes = await Changes(services, code, dates, stop);
            ReratingTable.Print(changes);
            if (!parsed.GetValue(apply)) return 0;
            return await Apply(worker, services, code, changes, parsed.GetValue(reason), stop);
        }, cancellationToken));
        return command;
    }

    /// <summary>What would cost something else, and what cannot be priced.</summary>
    private static async Task<IReadOnlyList<RepricedSession>> Changes(
        IServiceProvider services, string planCode, LocalDates dates, CancellationToken cancellationToken)
    {
        var plans = services.GetRequiredService<PricePlans>();
        var versions = await plans.FindAnew(planCode, cancellationToken)
            ?? throw new InvalidOperationException($"There is no plan '{planCode}'; see 'plans list'.");
        var (usages, adjustments) =
            (services.GetRequiredService<Usages>(), services.GetRequiredService<Adjustments>());

        var changes = new List<RepricedSession>();
        var after = Guid.Empty;
        while (await usages.RatedBy(dates.Of(planCode), after, MostAtOnce, cancellationToken) is { Count: > 0 } rated)
        {
            after = rated[^1].UsageId;
            var latest = await adjustments.Latest([.. rated.Select(usage => usage.UsageId)], cancellationToken);
            changes.AddRange(rated
                .Where(usage => dates.Include(versions.LocalDate(usage.StartedAt)))
                .Select(usage => RepricedSession.Of(usage, latest.GetValueOrDefault(usage.UsageId), versions))
                .Where(rerating => rerating.Difference is not { Minor: 0 }));
        }

        return [.. changes.OrderBy(change => change.Usage.StartedAt).ThenBy(change => change.Usage.UsageId)];
    }

    private static async Task<int> Apply(
        Worker worker, IServiceProvider services, string planCode, IReadOnlyList<RepricedSession> changes,
        string? reason, CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var differences = changes.Where(change => change.Obstacle is null);
        var kept = 0;
        foreach (var some in differences.Select(change => change.ToAdjustment(reason, now)).Chunk(MostAtOnce))
            kept += await services.GetRequiredService<Adjustments>().AddOnce(some, cancellationToken);
        Console.WriteLine($"{kept} adjustment(s) kept.");

        await using var publisher = await RawPublisher.Connect(worker.ConnectionString("RabbitMq"), cancellationToken);
        var (published, unheard) =
            await services.GetRequiredService<AdjustmentOutbox>().Publish(planCode, publisher, cancellationToken);
        Console.WriteLine($"{published} adjustment(s) told.");
        if (!unheard) return 0;
        await Console.Error.WriteLineAsync($"No queue is bound to the exchange {AdjustmentOutbox.Exchange}: the rest " +
            "waits in rating.adjustments. Run this again once somebody listens; nothing is adjusted twice.");
        return 1;
    }

    private static DateOnly DateOf(string option, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new InvalidOperationException($"{option} is '{text}'; write a date such as 2026-01-31.");
}
