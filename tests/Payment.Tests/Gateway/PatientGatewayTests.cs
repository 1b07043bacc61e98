using Microsoft.Extensions.Options;

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

    private static PatientGateway Patient(IPaymentGateway gateway) => new(
        gateway,
        Options.Create(new GatewayOptions
        {
            CallTimeout = TimeSpan.FromMilliseconds(50), QuickRepeatDelay = TimeSpan.Zero,
        }),
        TimeProvider.System);
}
