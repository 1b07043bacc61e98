using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Charging.Tests;

/// <summary>Whoever holds connections to a port of ours, by real sockets.</summary>
public class CallersTests
{
    private const int Most = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(30);

    private FakeTimeProvider clock = null!;
    private TaskCompletionSource held = null!;
    private SemaphoreSlim came = null!;
    private WebApplication server = null!;
    private int port;

    [SetUp]
    public async Task Serve()
    {
        (clock, held, came) = (new(), new(), new(0));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, door =>
        {
            door.Use(new Callers(Most, Patience, clock, NullLogger<Callers>.Instance).Before);
            door.Use(next => connection =>
            {
                came.Release();
                return next(connection);
            });
        }));
        server = builder.Build();
        Visitors.ShowOut(server);
        server.Run(async http =>
        {
            if (http.Request.Path == "/held")
            {
                came.Release();
                await held.Task;
            }

            http.Response.StatusCode = http.Request.Path == "/refused" ? 401 : 200;
        });
        await server.StartAsync();
        port = new Uri(server.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    [TearDown]
    public async Task Close()
    {
        held.TrySetResult();
        await server.DisposeAsync();
        came.Dispose();
    }

    [TestCase(null)]
    [TestCase("/refused")]
    public async Task A_connection_by_which_nothing_was_granted_is_closed_early(string? asked)
    {
        using var idle = await Connect();
        if (asked is not null) await Ask(idle, asked, "401");

        clock.Advance(Patience);

        Assert.That(await IsClosed(idle));
    }

    [Test]
    public async Task A_connection_by_which_something_was_granted_is_kept()
    {
        using var good = await Connect();
        await Ask(good, "/", "200");

        clock.Advance(2 * Patience);

        await Ask(good, "/", "200");
    }

    [Test]
    public async Task Where_all_places_are_taken_whoever_waited_longest_for_nothing_makes_room()
    {
        using var good = await Connect();
        await Ask(good, "/", "200");
        using var first = await Connect();
        await Ask(first, "/refused", "401");
        clock.Advance(Patience / 4);
        using var second = await Connect();
        await Ask(second, "/refused", "401");

        using var newcomer = await Connect();

        await Ask(newcomer, "/", "200");
        Assert.That(await IsClosed(first));
        await Ask(second, "/", "200");
        await Ask(good, "/", "200");
    }

    [Test]
    public async Task What_is_in_work_is_left_alone_and_a_newcomer_turned_away()
    {
        var working = new List<TcpClient>();
        for (var no = 0; no < Most; no++)
        {
            working.Add(await Connect());
            await Send(working[^1], "/held");
            await Came();
        }

        using (var newcomer = await Connect(isLetIn: false)) Assert.That(await IsClosed(newcomer));
        held.SetResult();
        foreach (var one in working)
        {
            Assert.That(await Read(one), Does.Contain("200"));
            one.Dispose();
        }
    }

    private async Task<TcpClient> Connect(bool isLetIn = true)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        if (isLetIn) await Came();
        return client;
    }

    private async Task Came() => Assert.That(await came.WaitAsync(Never), "The server has not seen it.");

    private static async Task Ask(TcpClient client, string path, string status)
    {
        await Send(client, path);
        Assert.That(await Read(client), Does.Contain(status));
    }

    private static async Task Send(TcpClient client, string path) =>
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n"));

    private static async Task<string> Read(TcpClient client)
    {
        var bytes = new byte[4096];
        var length = await client.GetStream().ReadAsync(bytes).AsTask().WaitAsync(Never);
        return Encoding.ASCII.GetString(bytes, 0, length);
    }

    /// <summary>By an end or by a reset.</summary>
    private static async Task<bool> IsClosed(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Never) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
