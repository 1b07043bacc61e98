using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Tests.Usual;

/// <summary>Properties that the client of AMQP cannot read cost nobody his connection.</summary>
[Category("bed")]
public class UnreadablePropertiesTests : OnUsualChain
{
    private const string Errors = "rating-rate-session_error";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Test]
    public async Task A_message_whose_headers_nobody_can_read_is_read_without_them_by_worker_and_operator()
    {
        var sessions = Chain.NewSessions(3);
        await using var connection = await new ConnectionFactory
        {
            Uri = new Uri(Chain.Broker.ConnectionString),
            SocketFactory = SpoilingSocket.Open,
        }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await Say("session-ended", sessions[0].Bytes);
        await Say("session-ended", "no session"u8.ToArray());
        await Chain.Publish([sessions[1]]);
        await Chain.AllCharged(2, Limit);
        await Chain.Lie(Errors, 1, Limit);

        await Say(Errors, sessions[2].Bytes);
        var list = await Chain.TryOperate("dead", "list");
        Assert.That(list.ExitCode, Is.Zero, list.Printed);
        Assert.That(list.Printed, Does.Contain(Deeds.Id(sessions[2].Json)));
        var replay = await Chain.TryOperate("dead", "replay", "--id", Deeds.Id(sessions[2].Json));
        Assert.That(replay.ExitCode, Is.Zero, replay.Printed);
        await Chain.AllCharged(3, Limit);
        Assert.That(await File.ReadAllTextAsync(Chain.Rating[0].LogFile), Does.Not.Contain("Connection Failed")
            .And.Not.Contain("MalformedFrame").And.Not.Contain("SyntaxError"));

        ValueTask Say(string exchange, byte[] body) => channel.BasicPublishAsync(exchange, "", true, new BasicProperties
        {
            Persistent = true,
            Headers = new Dictionary<string, object?> { ["price"] = SpoilingSocket.Spoilt },
        }, body);
    }
}
