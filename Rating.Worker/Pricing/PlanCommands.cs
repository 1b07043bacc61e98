using System.CommandLine;
using System.Globalization;
using Charging.Contracts;
using Charging.ServiceDefaults;

namespace Charging.Rating.Pricing;

/// <summary><c>plans apply | list | show</c>.</summary>
internal static class PlanCommands
{
    public static Command Create(Worker worker) =>
        new("plans", "Applies and shows price plans.") { Apply(worker), List(worker), Show(worker) };

    private static Command Apply(Worker worker)
    {
        var files = new Argument<string[]>("files")
        {
            Description = "YAML, one plan to a file.",
            Arity = ArgumentArity.OneOrMore,
        };
        var correct = new Option<bool>("--correct")
        {
            Description = "Also changes versions that have rated sessions; see 'rerate' for those sessions.",
        };
        var command = new Command("apply", "Checks every plan and applies all of them, or none.") { files, correct };
        command.SetAction((parsed, cancellationToken) => worker.Run(
            (services, stop) => Apply(
                services.GetRequiredService<PricePlans>(), parsed.GetRequiredValue(files), parsed.GetValue(correct),
                stop),
            cancellationToken));
        return command;
    }

    private static async Task<int> Apply(
        PricePlans store, IEnumerable<string> files, bool correct, CancellationToken cancellationToken)
    {
        var plans = new List<PlanFile>();
        var wrong = new List<string>();
        foreach (var file in files)
        {
            var body = (await File.ReadAllTextAsync(file, cancellationToken)).ReplaceLineEndings("\n");
            var reading = PlanReader.Read(file, body);
            wrong.AddRange(reading.Errors.Select(error => error.ToString()));
            if (reading.Plan is { } plan) plans.Add(new PlanFile(file, plan, body));
        }

        wrong.AddRange(plans.GroupBy(plan => plan.Version).Where(Differ).Select(same =>
            $"{same.Last().File}: {same.Key} is also in {same.First().File}; give one of them."));
        if (wrong.Count > 0) return await Refuse(wrong);

        var applied = correct
            ? await store.Correct(plans, cancellationToken)
            : await store.Apply(plans, cancellationToken);
        var outcomes = plans.Zip(applied).ToList();
        wrong.AddRange(outcomes.Where(told => told.Second == ApplyOutcome.InUse).Select(told =>
            $"{told.First.File}: {told.First.Version} has rated sessions; give the change a new validFrom, " +
            "or, if it was wrong from the start, use --correct."));
        if (wrong.Count > 0) return await Refuse(wrong);

        foreach (var (plan, outcome) in outcomes)
            Console.WriteLine($"{plan.Version}: {Words.Of(outcome)}");
        return 0;
    }

    private static bool Differ(IEnumerable<PlanFile> same) => same.DistinctBy(plan => plan.Body).Skip(1).Any();

    private static async Task<int> Refuse(List<string> wrong)
    {
        foreach (var line in wrong) await Console.Error.WriteLineAsync(line);
        await Console.Error.WriteLineAsync("Nothing was applied.");
        return 1;
    }

    private static Command List(Worker worker)
    {
        var command = new Command("list", "Lists every version of every plan.");
        command.SetAction((_, cancellationToken) => worker.Run(async (services, stop) =>
        {
            foreach (var plan in await services.GetRequiredService<PricePlans>().List(stop))
            {
                var name = PlanReader.Read(plan.Code, plan.Body).Plan?.Name ?? "(cannot be read by this worker)";
                Console.WriteLine($"{plan.Code,-30} {plan.ValidFrom:O}  revision {plan.Revision}  " +
                    $"applied {plan.AppliedAt:u}  {name}");
            }

            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command Show(Worker worker)
    {
        var code = new Argument<string>("code") { Description = "The plan's code." };
        var at = new Option<string?>("--at") { Description = "A date such as 2026-01-31; today if left out." };
        var command = new Command("show", "Prints the version of a plan that is valid on a date.") { code, at };
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            var date = DateOf(parsed.GetValue(at), services.GetRequiredService<TimeProvider>());
            var plans = services.GetRequiredService<PricePlans>();
            var found = await plans.FindAt(parsed.GetRequiredValue(code), date, stop)
                ?? throw new InvalidOperationException(
                    $"No plan '{parsed.GetValue(code)}' is valid on {date:O}; see 'plans list'.");
            Console.WriteLine(found.Body.TrimEnd());
            return 0;
        }, cancellationToken));
        return command;
    }

    private static DateOnly DateOf(string? text, TimeProvider clock) => text is null
        ? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new InvalidOperationException($"--at is '{text}'; write a date such as 2026-01-31.");
}
