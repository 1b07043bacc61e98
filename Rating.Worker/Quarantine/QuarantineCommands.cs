using System.CommandLine;
using System.Text;
using Charging.Contracts;
using Charging.ServiceDefaults;

namespace Charging.Rating;

/// <summary><c>quarantine list | show | replay</c>.</summary>
internal static class QuarantineCommands
{
    private const string Exchange = "session-ended";
    private const int MostListed = 1_000;

    public static Command Create(Worker worker) =>
        new("quarantine", "Shows and replays the sessions that were set aside.")
        {
            List(worker), Show(worker), Replay(worker),
        };

    private static Command List(Worker worker)
    {
        var code = CodeOption();
        var all = new Option<bool>("--all") { Description = "Also those that have been replayed." };
        var command = new Command("list", $"Lists the sessions in quarantine, the newest {MostListed}.") { code, all };
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            var sessions = await services.GetRequiredService<Quarantine>()
                .List(parsed.GetValue(code), parsed.GetValue(all), MostListed, stop);
            foreach (var session in sessions)
            {
                var replayed = session.WayOut is { } way ? $"  {way}" : "";
                Console.WriteLine($"{session.QuarantineId}  {session.QuarantinedAt:u}  {session.Code,-20}" +
                    $"{session.Source} {session.SessionId}  {session.Detail}{replayed}");
            }

            Console.WriteLine($"{sessions.Count} session(s).");
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command Show(Worker worker)
    {
        var id = new Argument<Guid>("id") { Description = "As 'quarantine list' prints it." };
        var command = new Command("show", "Prints why a session was set aside, and the bytes that came.") { id };
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            var session = await services.GetRequiredService<Quarantine>().Find(parsed.GetRequiredValue(id), stop)
                ?? throw new InvalidOperationException(
                    $"No session {parsed.GetValue(id)} in quarantine; see 'quarantine list --all'.");
            Console.WriteLine($"session      {session.Source} {session.SessionId}");
            Console.WriteLine($"code         {session.Code}");
            Console.WriteLine($"detail       {session.Detail}");
            Console.WriteLine($"quarantined  {session.QuarantinedAt:u}");
            Console.WriteLine($"replayed     {(session.ReplayedAt is { } at ? $"{at:u}" : "never")}");
            if (session.SupersededBy is { } usage) Console.WriteLine($"charged as   {usage}, told again by its source");
            Console.WriteLine(Encoding.UTF8.GetString(session.Body));
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command Replay(Worker worker)
    {
        var code = CodeOption();
        var id = new Option<Guid?>("--id") { Description = "One session, as 'quarantine list' prints it." };
        var command = new Command("replay", "Publishes pending sessions again, once the cause is mended.") { code, id };
        command.SetAction((parsed, cancellationToken) => worker.Run(
            (services, stop) => Replay(worker, services, parsed.GetValue(code), parsed.GetValue(id), stop),
            cancellationToken));
        return command;
    }

    private static async Task<int> Replay(
        Worker worker, IServiceProvider services, string? code, Guid? id, CancellationToken cancellationToken)
    {
        var quarantine = services.GetRequiredService<Quarantine>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await using var publisher = await RawPublisher.Connect(worker.ConnectionString("RabbitMq"), cancellationToken);

        var lost = await services.GetRequiredService<SessionsMaskedBefore>().Lost(cancellationToken);
        var replayed = 0;
        for (var taken = -1; taken != 0; replayed += taken)
        {
            taken = await quarantine.Replay(
                new ReplayChoice(now, code, id, [.. lost]),
                now,
                session => publisher.Publish(Exchange, session.Body, null, null, cancellationToken),
                cancellationToken);
        }

        Console.WriteLine($"{replayed} session(s) replayed.");
        var left = id is null ? lost : [.. lost.Where(one => one == id)];
        if (left.Count > 0 && (code is null || code == Words.Of(QuarantineCode.CardNumber)))
        {
            Console.WriteLine($"{left.Count} session(s) with a masked key cannot be replayed: an earlier release " +
                "took it for a card number. Have the source send them again, as they were: they are charged, and " +
                "marked here with their usage.");
        }

        return 0;
    }

    private static Option<string?> CodeOption()
    {
        var option = new Option<string?>("--code") { Description = "Only those with this code." };
        option.AcceptOnlyFromAmong([.. Words.All<QuarantineCode>()]);
        return option;
    }
}
