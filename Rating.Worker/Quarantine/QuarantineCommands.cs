using System.CommandLine;
using System.Text;

namespace Charging.Rating.Quarantine;

/// <summary><c>quarantine list | show | close</c> and, in a file of its own, <c>replay</c>.</summary>
internal static class QuarantineCommands
{
    private const int MostListed = 1_000;

    public static Command Create(Worker worker) =>
        new("quarantine", "Shows, replays and closes the sessions that were set aside.")
        {
            List(worker), Show(worker), ReplayCommand.Create(worker), Close(worker),
        };

    private static Command List(Worker worker)
    {
        var code = CodeOption();
        var all = new Option<bool>("--all") { Description = "Also those that have been replayed or closed." };
        var command = new Command("list", $"Lists the sessions in quarantine, the newest {MostListed}.") { code, all };
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            var sessions = await services.GetRequiredService<Quarantine>()
                .List(parsed.GetValue(code), parsed.GetValue(all), MostListed, stop);
            foreach (var session in sessions)
            {
                Console.WriteLine($"{session.QuarantineId}  {session.QuarantinedAt:u}  {session.Code,-20}" +
                    $"{session.Source} {session.SessionId}  {session.Detail}{EndOf(session)}");
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
                ?? throw Unknown(parsed.GetRequiredValue(id));
            Console.WriteLine($"session      {session.Source} {session.SessionId}");
            Console.WriteLine($"code         {session.Code}");
            Console.WriteLine($"detail       {session.Detail}");
            Console.WriteLine($"quarantined  {session.QuarantinedAt:u}");
            Console.WriteLine($"replayed     {(session.ReplayedAt is { } at ? $"{at:u}" : "never")}");
            if (session.ClosedAt is { } closed)
                Console.WriteLine($"closed       {closed:u} by {session.ClosedBy}: {session.CloseReason}");
            if (session.SupersededBy is { } usage) Console.WriteLine($"charged as   {usage}, told again by its source");
            Console.WriteLine(Encoding.UTF8.GetString(session.Body));
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Command Close(Worker worker)
    {
        var id = new Option<Guid>("--id") { Description = "As 'quarantine list' prints it.", Required = true };
        var reason = Deed.ReasonOption(required: true);
        var command = new Command("close", "Takes a session that is not to be charged out of sight; it is kept.")
        {
            id, reason,
        };
        command.SetAction((parsed, cancellationToken) => worker.Run(async (services, stop) =>
        {
            var (quarantineId, deed) = (parsed.GetRequiredValue(id), Deed.Current!);
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            var before = await services.GetRequiredService<Quarantine>()
                .Close(quarantineId, now, deed.Who, deed.Reason!, stop) ?? throw Unknown(quarantineId);
            if (!before.IsPending) throw NotPending(before);

            Console.WriteLine(
                $"Session {before.SessionId} of {before.Source} is closed; 'quarantine list --all' shows it.");
            return 0;
        }, cancellationToken));
        return command;
    }

    internal static InvalidOperationException Unknown(Guid id) =>
        new($"No session {id} in quarantine; see 'quarantine list --all'.");

    internal static InvalidOperationException NotPending(QuarantinedSession session) =>
        new($"Session {session.QuarantineId} is not pending:{EndOf(session)}. See 'quarantine show'.");

    internal static Option<string?> CodeOption()
    {
        var option = new Option<string?>("--code") { Description = "Only those with this code." };
        option.AcceptOnlyFromAmong([.. Words.All<QuarantineCode>()]);
        return option;
    }

    private static string EndOf(QuarantinedSession session) => session switch
    {
        { ClosedAt: { } at } => $"  closed {at:u} by {session.ClosedBy}: {session.CloseReason}",
        { ReplayedAt: { } at, SupersededBy: { } usage } =>
            $"  told again by its source, and rated {at:u} as usage {usage}",
        { ReplayedAt: { } at } => $"  replayed {at:u}",
        _ => "",
    };
}
