using System.Net.Sockets;
using Charging.TestBed;
using static Charging.Ingest.Tests.Running.IngestBed;

namespace Charging.Ingest.Tests.Running;

/// <summary>Whoever only holds connections, or sends without end what is refused, costs others nothing.</summary>
[Category("bed")]
public class CallersOfIngestTests : OnIngest
{
    [Test]
    public async Task Six_hundred_connections_that_ask_for_nothing_keep_nobody_out()
    {
        var idle = new List<TcpClient>();
        try
        {
            for (var no = 0; no < 600; no++) idle.Add(await Connect());

            Assert.That((await Ingest.Post(Sample.Lines(Ids(3), JustNow))).Status, Is.EqualTo(202));
            Assert.That(await IsClosed(idle[0]), "which has waited longest");
            await Eventually.Holds(
                async () => (await File.ReadAllTextAsync(Ingest.Process.LogFile)).Contains("[911] 500 connections"),
                Soon, "said");
        }
        finally
        {
            idle.ForEach(client => client.Dispose());
        }
    }

    [Test]
    public async Task What_is_refused_again_and_again_is_said_once_a_minute()
    {
        for (var no = 0; no < 50; no++) await Ingest.Post("{}", "application/json");

        var lines = (await File.ReadAllLinesAsync(Ingest.Process.LogFile)).Count(line => line.Contains("[401]"));
        Assert.That(lines, Is.InRange(1, 1 + (int)Uptime().TotalMinutes));
    }

    private static TimeSpan Uptime() => TimeProvider.System.GetUtcNow() - JustNow + TimeSpan.FromMinutes(1);

    /// <summary>By an end or by a reset.</summary>
    private static async Task<bool> IsClosed(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Soon) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private async Task<TcpClient> Connect()
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(Ingest.Address).Port);
        return client;
    }
}
