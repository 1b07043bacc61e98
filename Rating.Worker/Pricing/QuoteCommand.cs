using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Charging.Contracts;

namespace Charging.Rating.Pricing;

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

    public static Command Create()
    {
        var plan = new Option<string>("--plan") { Description = "The plan, a YAML file.", Required = true };
        var session = new Option<string>("--session") { Description = "A SessionEnded, a JSON file.", Required = true };
        var command = new Command("quote", "Prints what a session would cost by a plan.") { plan, session };
        command.SetAction((parsed, cancellationToken) => Run(
            parsed.GetRequiredValue(plan), parsed.GetRequiredValue(session), Console.Out, Console.Error,
            cancellationToken));
        return command;
    }

    internal static async Task<int> Run(
        string planFile, string sessionFile, TextWriter output, TextWriter complaints,
        CancellationToken cancellationToken)
    {
        var reading = PlanReader.Read(planFile, await File.ReadAllTextAsync(planFile, cancellationToken));
        foreach (var error in reading.Errors) await complaints.WriteLineAsync(error.ToString());
        if (reading.Plan is not { } plan) return Unreadable;

        if (await ReadSession(sessionFile, complaints, cancellationToken) is not { } session) return Unreadable;

        PriceAnswer answer = Screening.Check(session) ?? plan.PriceOf(session);
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
            var text = await File.ReadAllBytesAsync(file, cancellationToken);
            var session = JsonSerializer.Deserialize<SessionEnded>(text, Wire.Json);
            if (session is null) await complaints.WriteLineAsync($"{file}: this is null; write a SessionEnded.");
            return session;
        }
        catch (JsonException exception)
        {
            await complaints.WriteLineAsync($"{file}: this is not a SessionEnded: {exception.Message}");
            return null;
        }
    }
}
