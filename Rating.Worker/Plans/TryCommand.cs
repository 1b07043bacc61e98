using System.CommandLine;
using Charging.Rating.Pricing;
using Spectre.Console;

namespace Charging.Rating.Plans;

/// <summary>
/// <c>plans try</c>: what a file of sessions would come to by a plan that is not applied, and how that differs from
/// another. The database is needed only to compare with an applied plan. Exits with 1 if the plan or a session cannot
/// be read; a session that has no price is counted and does not fail.
/// </summary>
internal static class TryCommand
{
    private const int Unreadable = 1;

    /// <summary>A wrong file is wrong on every line; somebody reads so many.</summary>
    private const int MostComplaints = 20;

    /// <summary>About ten thousand sessions, which take long enough to be waited for.</summary>
    private const long BigFile = 3 * 1024 * 1024;

    public static Command Create(Worker worker)
    {
        var plan = new Argument<string>("FILE") { Description = "The plan, a YAML file." };
        var sessions = new Option<string>("--sessions")
        {
            Description = "SessionEnded, one JSON object a line or one JSON array.",
            Required = true,
        };
        var against = new Option<string?>("--against")
        {
            Description = "A plan to compare with: the code of an applied one, or a YAML file.",
        };
        var all = new Option<bool>("--all") { Description = "Shows every session, also of many." };
        var command = new Command("try", "Prices sessions by a plan, and charges nothing.")
        {
            plan, sessions, against, all,
        };
        command.SetAction((parsed, stop) => Run(
            new TryRequest(
                parsed.GetRequiredValue(plan), parsed.GetRequiredValue(sessions),
                parsed.GetValue(against), parsed.GetValue(all), PricingSettings.Of(worker.Configuration)),
            code => Applied(worker, code, stop), AnsiConsole.Console, Console.Error, stop));
        return command;
    }

    internal static async Task<int> Run(
        TryRequest request, Func<string, Task<PlanVersions?>> applied, IAnsiConsole output, TextWriter complaints,
        CancellationToken stop)
    {
        if (await ReadPlan(request.Plan, request, complaints, stop) is not { } plan) return Unreadable;
        TrialPlan? against = null;
        if (request.Against is not null && (against = await Against(request, applied, complaints, stop)) is null)
            return Unreadable;

        await using var sessions = await Open(request.Sessions, complaints);
        if (sessions is null) return Unreadable;
        var trial = new PlanTrial(plan, against, request.All);
        var bad = await Price(sessions, trial, complaints, stop);
        TrialReport.Write(trial, output);
        if (bad == 0) return 0;

        await complaints.WriteLineAsync($"{bad:N0} session(s) of {request.Sessions} cannot be read; see above.");
        return Unreadable;
    }

    private static async Task<TrialPlan?> Against(
        TryRequest request, Func<string, Task<PlanVersions?>> applied, TextWriter complaints, CancellationToken stop)
    {
        var other = request.Against!;
        if (Path.GetExtension(other) is ".yaml" or ".yml") return await ReadPlan(other, request, complaints, stop);
        if (await applied(other) is { } versions) return new TrialPlan(other, versions);

        await complaints.WriteLineAsync(
            $"No plan '{other}' is applied; see 'plans list', or name a file that ends in .yaml.");
        return null;
    }

    private static async Task<TrialPlan?> ReadPlan(
        string file, TryRequest request, TextWriter complaints, CancellationToken stop)
    {
        var reading = await PlanFileReader.Read(file, stop);
        foreach (var error in reading.Errors) await complaints.WriteLineAsync(error.ToString());
        var settings = request.Settings ?? PricingSettings.None;
        return reading.Plan is { } read ? new TrialPlan(read.Plan.Under(settings)) : null;
    }

    private static async Task<FileStream?> Open(string sessions, TextWriter complaints)
    {
        try
        {
            return GivenFile.Open(sessions);
        }
        catch (InvalidOperationException wrong)
        {
            await complaints.WriteLineAsync(wrong.Message);
            return null;
        }
    }

    /// <summary>How many sessions could not be read.</summary>
    private static async Task<long> Price(
        FileStream sessions, PlanTrial trial, TextWriter complaints, CancellationToken stop)
    {
        if (!sessions.CanSeek || sessions.Length < BigFile)
            return await Price(sessions, trial, complaints, () => { }, stop);

        // Beside the report, which may go to a file.
        var console = Terminal.Beside(complaints);
        return await console.Progress().StartAsync(progress =>
        {
            var bar = progress.AddTask($"Pricing {Path.GetFileName(sessions.Name)}", maxValue: sessions.Length);
            return Price(sessions, trial, complaints, () => bar.Value = sessions.Position, stop);
        });
    }

    private static async Task<long> Price(
        FileStream sessions, PlanTrial trial, TextWriter complaints, Action advance, CancellationToken stop)
    {
        var bad = 0L;
        await foreach (var read in SessionReader.Read(sessions.Name, sessions, stop))
        {
            advance();
            if (read.Session is { } session) trial.Add(session);
            else if (++bad <= MostComplaints) await complaints.WriteLineAsync(read.Complaint);
        }

        return bad;
    }

    private static async Task<PlanVersions?> Applied(Worker worker, string code, CancellationToken cancellationToken)
    {
        PlanVersions? versions = null;
        await worker.Run(async (services, stop) =>
        {
            var plans = services.GetRequiredService<PricePlans>();
            versions = await plans.FindAnew(code, stop);
            return 0;
        }, cancellationToken);
        return versions;
    }
}

/// <summary>What is tried on which sessions; paths, and for Against a path or a code.</summary>
internal sealed record TryRequest(
    string Plan, string Sessions, string? Against, bool All, PricingSettings? Settings = null);
