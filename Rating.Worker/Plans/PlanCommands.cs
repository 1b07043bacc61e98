using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Charging.Rating.Plans;

/// <summary><c>plans apply | list | show | try</c>.</summary>
internal static class PlanCommands
{
    public static Command Create(Worker worker) =>
        new("plans", "Applies, shows and tries price plans.")
        {
            Apply(worker), List(worker), Show(worker), TryCommand.Create(worker),
        };

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
        var command = new Command("apply", "Checks every plan and applies all of them, or none.")
        {
            files, correct, Deed.ReasonOption(),
        };
        command.SetAction((parsed, cancellationToken) => worker.Run(
            (services, stop) => Apply(
                services.GetRequiredService<PricePlans>(), parsed.GetRequiredValue(files), parsed.GetValue(correct),
                Console.Out, Console.Error,
                stop),
            cancellationToken));
        return command;
    }

    internal static async Task<int> Apply(
        PricePlans store, IEnumerable<string> files, bool correct, TextWriter output, TextWriter complaints,
        CancellationToken cancellationToken)
    {
        var plans = new List<PlanFile>();
        var wrong = new List<string>();
        foreach (var file in files)
        {
            var reading = await PlanFileReader.Read(file, cancellationToken);
            wrong.AddRange(reading.Errors.Select(error => error.ToString()));
            if (reading.Plan is { } plan) plans.Add(plan);
        }

        wrong.AddRange(plans.GroupBy(plan => plan.Version).Where(Differ).Select(same =>
            $"{same.Last().File}: {same.Key} is also in {same.First().File}; give one of them."));
        if (wrong.Count > 0) return await Refuse(wrong, complaints);

        var applied = correct
            ? await store.Correct(plans, cancellationToken)
            : await store.Apply(plans, cancellationToken);
        var outcomes = plans.Zip(applied).ToList();
        wrong.AddRange(outcomes.Where(told => told.Second == ApplyOutcome.InUse).Select(told =>
            $"{told.First.File}: {told.First.Version} has rated sessions; give the change a new validFrom. " +
            "If it was wrong from the start, use --correct."));
        if (wrong.Count > 0) return await Refuse(wrong, complaints);

        foreach (var (plan, outcome) in outcomes)
            await output.WriteLineAsync($"{plan.Version}: {Words.Of(outcome)}");
        return 0;
    }

    private static bool Differ(IEnumerable<PlanFile> same) => same.DistinctBy(plan => plan.Body).Skip(1).Any();

    private static async Task<int> Refuse(List<string> wrong, TextWriter complaints)
    {
        foreach (var line in wrong) await complaints.WriteLineAsync(line);
        await complaints.WriteLineAsync("Nothing was applied.");
        return 1;
    }

    private static Command List(Worker worker)
    {
        var command = new Command("list", "Lists every version of every plan.");
        command.SetAction((_, cancellationToken) => worker.Run(async (services, stop) =>
        {
            PlanList.Write(await services.GetRequiredService<PricePlans>().List(stop), AnsiConsole.Console);
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command Show(Worker worker)
    {
        var code = new Argument<string>("code") { Description = "The plan's code." };
        var at = new Option<string?>("--at") { Description = "A date such as 2026-01-31; today if left out." };
        var command = new Command("show", "Prints the version of a plan that is valid on a date.") { code, at };
        command.SetAction((parsed, cancellationToken) => worker.Run(
            (services, stop) => Show(
                services.GetRequiredService<PricePlans>(), parsed.GetRequiredValue(code),
                DateOf(parsed.GetValue(at), services.GetRequiredService<TimeProvider>()), Console.Out, stop),
            cancellationToken));
        return command;
    }

    /// <summary>Prints the very text that was applied, so that it can be applied again.</summary>
    internal static async Task<int> Show(
        PricePlans plans, string code, DateOnly at, TextWriter output, CancellationToken cancellationToken)
    {
        var found = await plans.FindAt(code, at, cancellationToken)
            ?? throw new InvalidOperationException($"No plan '{code}' is valid on {at:O}; see 'plans list'.");
        await output.WriteAsync(found.Body);
        return 0;
    }

    private static DateOnly DateOf(string? text, TimeProvider clock) => text is null
        ? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new InvalidOperationException($"--at is '{text}'; write a date such as 2026-01-31.");
}
