using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Charging.Rating.Tests;

public class PatientBridgeTests
{
    private const string OneLeg = """{ "legs": [ { "legId": "1" } ] }""";

    private readonly FakeTimeProvider clock = new(Sample.Start);

    private TestBridge bridge = null!;
    private TestBridge other = null!;

    [SetUp]
    public async Task Open()
    {
        (bridge, other) = (await TestBridge.Open(), await TestBridge.Open());
        bridge.Serves("/1", OneLeg);
        other.Serves("/1", OneLeg);
    }

    [TearDown]
    public async Task Close()
    {
        await bridge.DisposeAsync();
        await other.DisposeAsync();
    }

    [Test]
    public async Task A_failure_that_passes_at_once_is_not_noticed()
    {
        bridge.Answers["/1"] = context =>
        {
            context.Response.StatusCode = bridge.Asked.Count < 3 ? 500 : 200;
            return context.Response.WriteAsync(OneLeg);
        };

        Assert.That(await Patient(TimeProvider.System).Ask(bridge.Address("/1"), default),
            Is.TypeOf<DetailAnswer.Served>());
        Assert.That(bridge.Asked, Has.Count.EqualTo(3));
    }

    [TestCase(false, Description = "no answer at all")]
    [TestCase(true, Description = "an answer that does not end")]
    public async Task A_call_that_takes_too_long_is_given_up(bool begins)
    {
        bridge.Answers["/1"] = async context =>
        {
            if (begins) await context.Response.WriteAsync("{");
            if (begins) await context.Response.Body.FlushAsync();
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        var answer = await Patient(TimeProvider.System).Ask(bridge.Address("/1"), default);

        Assert.That((answer as DetailAnswer.NotNow)?.Why, Does.Contain("took longer than 00:00:00.2"));
    }

    [Test]
    public async Task A_host_that_fails_is_left_alone_for_a_while_and_others_are_not()
    {
        var patient = Patient(clock, quickRepeats: 0);
        await bridge.Close();

        for (var i = 0; i < 5; i++)
            Assert.That(Why(await patient.Ask(bridge.Address("/1"), default)), Does.Contain("cannot be reached"));
        await bridge.Open();
        Assert.That(Why(await patient.Ask(bridge.Address("/1"), default)), Does.Contain("left alone"));
        Assert.That(bridge.Asked, Is.Empty);
        Assert.That(await patient.Ask(other.Address("/1"), default), Is.TypeOf<DetailAnswer.Served>());
        Assert.That(patient.LeftAlone, Is.EqualTo(new[] { bridge.Host }));
        Assert.That((patient.RoomFor(bridge.Host), patient.RoomFor(other.Host)), Is.EqualTo((0, 8)));

        clock.Advance(new DetailOptions().BreakDuration);
        Assert.That((patient.LeftAlone, patient.RoomFor(bridge.Host)), Is.EqualTo((Array.Empty<string>(), 1)));
        Assert.That(await patient.Ask(bridge.Address("/1"), default), Is.TypeOf<DetailAnswer.Served>());
        Assert.That(patient.RoomFor(bridge.Host), Is.EqualTo(8));
    }

    [Test]
    public async Task A_refusal_is_an_answer_and_neither_repeated_nor_counted_as_a_failure()
    {
        var patient = Patient(clock);
        bridge.Answer("/1", HttpStatusCode.NotFound);

        for (var i = 0; i < 10; i++)
            Assert.That(await patient.Ask(bridge.Address("/1"), default), Is.TypeOf<DetailAnswer.Refused>());
        Assert.That(bridge.Asked, Has.Count.EqualTo(10));
    }

    private PatientBridge Patient(TimeProvider time, int quickRepeats = 2)
    {
        var hosts = new[] { bridge.Host, other.Host };
        var options = Options.Create(new DetailOptions
        {
            AllowedHosts = hosts, HttpHosts = hosts, PrivateNetworks = ["127.0.0.0/8", "::1/128"],
            CallTimeout = TimeSpan.FromMilliseconds(200), QuickRepeats = quickRepeats, QuickRepeatDelay = TimeSpan.Zero,
        });
        return new PatientBridge(
            new BridgeClient(options), options, time, NullLogger<PatientBridge>.Instance);
    }

    private static string? Why(DetailAnswer answer) => (answer as DetailAnswer.NotNow)?.Why;
}
