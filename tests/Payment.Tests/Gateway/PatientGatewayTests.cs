using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Charging.Payments.Tests.Gateway;

public class PatientGatewayTests
{
    private static readonly CaptureRequest Request = Sample.Attempt().ToRequest();

    [Test]
    public async Task Silence_is_repeated_under_the_same_key_and_then_unknown()
    {
        var gateway = new ScriptedGateway((_, _) => throw new HttpRequestException("connection reset"));

        var answer = await Patient(gateway).Capture(Request, default);

        Assert.That(answer, Is.EqualTo(new GatewayAnswer.Unknown("connection reset")));
        Assert.That(gateway.Captures.Select(request => request.IdempotencyKey), Is.EqualTo(new[]
        {
            Request.IdempotencyKey, Request.IdempotencyKey, Request.IdempotencyKey,
        }));
    }

    [Test]
    public async Task A_call_that_takes_too_long_is_unknown()
    {
        var gateway = new ScriptedGateway((_, stop) => new TaskCompletionSource<GatewayAnswer>().Task.WaitAsync(stop));

        Assert.That(await Patient(gateway).Capture(Request, default), Is.InstanceOf<GatewayAnswer.Unknown>());
    }

    [Test]
    public async Task A_decline_is_an_answer_and_not_repeated()
    {
        var gateway = new ScriptedGateway(
            (_, _) => Task.FromResult<GatewayAnswer>(GatewayAnswer.Declined.By("lost_card")));

        Assert.That(await Patient(gateway).Capture(Request, default), Is.InstanceOf<GatewayAnswer.Declined>());
        Assert.That(gateway.Captures, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_defect_is_neither_repeated_nor_taken_for_silence()
    {
        var gateway = new ScriptedGateway((_, _) => throw new InvalidOperationException("defect"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Patient(gateway).Capture(Request, default));
        Assert.That(gateway.Captures, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task With_the_circuit_open_nothing_is_sent_and_nothing_is_unknown()
    {
        var gateway = new ScriptedGateway((_, _) => throw new HttpRequestException("connection reset"));
        using var patient = Patient(gateway, breakAfter: 6);
        await patient.Capture(Request, default);
        await patient.Capture(Request, default);

        var away = await Assert.ThrowsAsync<GatewayAwayException>(() => patient.Capture(Request, default));

        Assert.That(away!.Message, Does.Contain("too many calls had no answer"));
        Assert.That(gateway.Captures, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task A_call_that_met_silence_before_the_circuit_opened_is_unknown()
    {
        var gateway = new ScriptedGateway((_, _) => throw new HttpRequestException("connection reset"));
        using var patient = Patient(gateway, breakAfter: 2);

        Assert.That(await patient.Capture(Request, default), Is.EqualTo(new GatewayAnswer.Unknown("connection reset")));
        Assert.That(gateway.Captures, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Declines_never_open_the_circuit()
    {
        var gateway = new ScriptedGateway(
            (_, _) => Task.FromResult<GatewayAnswer>(GatewayAnswer.Declined.By("lost_card")));
        using var patient = Patient(gateway, breakAfter: 2);

        for (var call = 0; call < 20; call++) await patient.Capture(Request, default);

        Assert.That(gateway.Captures, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task So_many_calls_are_on_their_way_at_once_and_the_others_wait_without_counting_as_silence()
    {
        var open = new TaskCompletionSource();
        var gateway = new ScriptedGateway(async (request, _) =>
        {
            await open.Task;
            return new GatewayAnswer.Captured(request.IdempotencyKey);
        });
        using var patient = Patient(gateway, mostAtOnce: 3, callTimeout: TimeSpan.FromMinutes(1));

        var calls = Enumerable.Range(0, 10).Select(_ => patient.Capture(Request, default)).ToList();
        Assert.That(gateway.Captures, Has.Count.EqualTo(3));
        open.SetResult();

        Assert.That(await Task.WhenAll(calls), Has.All.InstanceOf<GatewayAnswer.Captured>());
    }

    [Test]
    public async Task Two_hundred_calls_of_300_ms_do_not_wait_for_each_other()
    {
        var options = Options.Create(new GatewayOptions { Latency = TimeSpan.FromMilliseconds(300) });
        using var patient = new PatientGateway(
            new InProcessGateway(options, TimeProvider.System), options, TimeProvider.System);
        var begin = TimeProvider.System.GetTimestamp();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => patient.Capture(Sample.Attempt().ToRequest(), default)));

        Assert.That(answers, Has.All.InstanceOf<GatewayAnswer.Captured>());
        Assert.That(TimeProvider.System.GetElapsedTime(begin), Is.LessThan(TimeSpan.FromSeconds(6)), "60 s in turn");
    }

    [Test]
    public async Task A_pause_that_a_timer_may_take_for_over_is_over()
    {
        var answers = new Queue<GatewayAnswer>(
            [new GatewayAnswer.NotTaken("rate_limit", TimeSpan.FromMinutes(1)), new GatewayAnswer.Captured("pi_1")]);
        var gateway = new ScriptedGateway((_, _) => Task.FromResult(answers.Dequeue()));
        var clock = new FakeTimeProvider();
        using var patient = new PatientGateway(gateway, Options.Create(new GatewayOptions()), clock);

        await Assert.ThrowsAsync<GatewayAwayException>(() => patient.Capture(Request, default));
        clock.Advance(TimeSpan.FromSeconds(40));
        await Assert.ThrowsAsync<GatewayAwayException>(() => patient.Capture(Request, default));
        Assert.That(gateway.Captures, Has.Count.EqualTo(1));
        clock.Advance(TimeSpan.FromMilliseconds(19_990));

        Assert.That(await patient.Capture(Request, default), Is.EqualTo(new GatewayAnswer.Captured("pi_1")));
    }

    private static PatientGateway Patient(
        IPaymentGateway gateway, int breakAfter = 20, int mostAtOnce = 500, TimeSpan? callTimeout = null) => new(
        gateway,
        Options.Create(new GatewayOptions
        {
            CallTimeout = callTimeout ?? TimeSpan.FromMilliseconds(50),
            QuickRepeatDelay = TimeSpan.Zero,
            BreakAfter = breakAfter,
            MostAtOnce = mostAtOnce,
        }),
        TimeProvider.System);
}
