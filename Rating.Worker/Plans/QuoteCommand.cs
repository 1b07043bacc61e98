using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Charging.Rating.Pricing;
using Charging.Rating.Sessions;

namespace Charging.Rating.Plans;

/// <summary>
/// <c>quote</c>: what a session would cost by a plan, with neither broker nor database. Prints one JSON object; a
/// session that cannot be rated says why and exits with 3.
/// </summary>
internal static class QuoteCommand
{
    private const int Unreadable = 1;
    private const int Rejected = 3;

    /// <summary>As on the wire, but for people: no letter is escaped that need not be.</summary>
    private static readonly JsonSerializerOptions Readable = new(Wire.Json)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create(Worker worker)
    {
        var plan = new Option<string>("--plan") { Description = "The plan, a YAML file.", Required = true };
        var session = new Option<string>("--session") { Description = "A SessionEnded, a JSON file.", Required = true };
        var used = new Option<string?>("--used")
        {
            Description = "Messages or bytes that the month's tiers have counted so far; 0 if left out.",
        };
        var allowanceUsed = new Option<string?>("--allowance-used")
        {
            Description = "Minutes, messages or bytes of the allowance that are used up; 0 if left out.",
        };
        var command = new Command("quote", "Prints what a session would cost by a plan.")
        {
            plan, session, used, allowanceUsed,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = new QuoteRequest(
                parsed.GetRequiredValue(plan), parsed.GetRequiredValue(session),
                parsed.GetValue(used), parsed.GetValue(allowanceUsed));
            var settings = PricingSettings.Of(worker.Configuration);
            return Run(request, settings, Console.Out, Console.Error, cancellationToken);
        });
        return command;
    }

    internal static Task<int> Run(
        QuoteRequest request, TextWriter output, TextWriter complaints, CancellationToken cancellationToken) =>
        Run(request, PricingSettings.None, output, complaints, cancellationToken);

    internal static async Task<int> Run(
        QuoteRequest request, PricingSettings settings, TextWriter output, TextWriter complaints,
        CancellationToken cancellationToken)
    {
        var reading = await PlanFileReader.Read(request.PlanFile, cancellationToken);
        foreach (var error in reading.Errors) await complaints.WriteLineAsync(error.ToString());
        if (reading.Plan?.Plan.Under(settings) is not { } plan) return Unreadable;

        var session = await ReadSession(request.SessionFile, complaints, cancellationToken);
        if (session is null) return Unreadable;
        if (Screening.Check(session) is { } refused) return await Print(refused, output);

        var wrong = new List<string>();
        var used = UsedBefore.Read(plan, session, request.Used, request.AllowanceUsed, wrong);
        foreach (var complaint in wrong) await complaints.WriteLineAsync(complaint);
        return used is null ? Unreadable : await Print(plan.PriceOf(session, used.Value), output);
    }

    internal static async Task<int> Print(PriceAnswer answer, TextWriter output)
    {
        await output.WriteLineAsync(answer is Rejection rejected
            ? JsonSerializer.Serialize(new { rejected }, Readable)
            : JsonSerializer.Serialize((Quote)answer, Readable));
        return answer is Rejection ? Rejected : 0;
    }

    private static async Task<SessionEnded?> ReadSession(
        string file, TextWriter complaints, CancellationToken cancellationToken)
    {
        try
        {
            var text = await GivenFile.ReadBytes(file, cancellationToken);
            var mark = text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            var session = JsonSerializer.Deserialize<SessionEnded>(text.AsSpan(mark), Wire.Json);
            if (session is null) await complaints.WriteLineAsync($"{file}: this is null; write a SessionEnded.");
            return session;
        }
        catch (JsonException exception)
        {
            await complaints.WriteLineAsync($"{file}: this is not a SessionEnded: {exception.Message}");
        }
        catch (InvalidOperationException wrong)
        {
            await complaints.WriteLineAsync(wrong.Message);
        }

        return null;
    }
}

/// <summary>What is to be quoted.</summary>
/// <param name="PlanFile">YAML.</param>
/// <param name="SessionFile">JSON.</param>
/// <param name="Used">Of the month's tiers; null for nothing.</param>
/// <param name="AllowanceUsed">Of the allowance; null for nothing.</param>
internal sealed record QuoteRequest(
    string PlanFile, string SessionFile, string? Used = null, string? AllowanceUsed = null);
