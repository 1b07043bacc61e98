using System.Diagnostics;
using Charging.TestBed;

namespace Charging.Load.Floor;

/// <summary>
/// The floor of what a session can cost on this machine at this hour: the same hops on the bare client and the bare
/// driver, each stage a process of its own, on a virtual host and a database of their own.
/// </summary>
internal static class BareChain
{
    /// <summary>By which this program is one stage; broker and database are told by its environment.</summary>
    public const string StageCommand = "floor-stage";

    private const string BrokerVariable = "FLOOR_RABBITMQ";
    private const string DatabaseVariable = "FLOOR_POSTGRES";
    private const int Published = 1_000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>One stage, until the process is killed.</summary>
    public static async Task<int> RunStage(string name)
    {
        await using var queue = await BareQueue.Connect(Given(BrokerVariable));
        await using var postgres = NpgsqlDataSource.Create(Given(DatabaseVariable));
        await new BareStage(queue, postgres).Run(name);
        return 0;
    }

    /// <summary>So many sessions through all hops; returns how many a second that was.</summary>
    /// <param name="warm">How many go before them; at least one, so that every stage has begun.</param>
    /// <param name="sessions">How many are measured.</param>
    public static async Task<double> Measure(int warm, int sessions)
    {
        await using var broker = await Broker.Create();
        await using var database = await Database.Create();
        await database.Execute(BareStage.Tables);
        await using var queue = await BareQueue.Connect(broker.ConnectionString);
        Process[] stages = [.. ((string[])[BareQueue.Rating, BareQueue.Invoicing, BareQueue.Payment])
            .Select(name => Launch(name, broker, database))];
        try
        {
            await Publish(queue, warm);
            await Arrives(database, warm);
            var watch = Stopwatch.StartNew();
            await Publish(queue, sessions);
            await Arrives(database, warm + sessions);
            return sessions / watch.Elapsed.TotalSeconds;
        }
        finally
        {
            foreach (var stage in stages) stage.Kill();
            await Task.WhenAll(stages.Select(stage => stage.WaitForExitAsync()));
        }
    }

    private static async Task Publish(BareQueue queue, int sessions)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var some in Enumerable.Range(0, sessions).Chunk(Published))
            await queue.Publish(BareQueue.Rating, some.Select(i => new BareSession(
                Guid.CreateVersion7(), i % 1_000, now.AddSeconds(-60 - (i % 3_000)), now, 2 + (i % 10),
                "bridge-7.example", "conference")));
    }

    private static Task<long> Arrives(Database database, int sessions) => Eventually.Becomes(
        () => database.Value<long>("select count(*) from receipts"), done => done == sessions, Limit,
        $"{sessions} sessions through the bare chain");

    private static Process Launch(string stage, Broker broker, Database database)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(BareChain).Assembly.Location, StageCommand, stage])
        {
            Environment =
            {
                [BrokerVariable] = broker.ConnectionString,
                [DatabaseVariable] = $"{database.ConnectionString};Maximum Pool Size=20",
            },
        };
        return Process.Start(start)!;
    }

    private static string Given(string variable) => Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"{variable} is not set: a stage is started by the load run alone.");
}
