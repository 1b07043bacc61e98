using Microsoft.Extensions.Options;
using Polly;
using Polly.Fallback;
using Polly.Retry;
using Polly.Timeout;

namespace Charging.Payments;

/// <summary>
/// A gateway with a time limit for each call, which repeats a call that got no answer a few times under the same key
/// and says Unknown when none came. Only silence is repeated here; what to do about a decline is the saga's to decide.
/// </summary>
internal sealed class PatientGateway : IPaymentGateway
{
    private readonly IPaymentGateway gateway;
    private readonly ResiliencePipeline<GatewayAnswer> patience;

    public PatientGateway(IPaymentGateway gateway, IOptions<GatewayOptions> options, TimeProvider clock)
    {
        this.gateway = gateway;
        patience = Patience(options.Value, clock);
    }

    public Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken cancellationToken) =>
        patience.ExecuteAsync(
            static async (call, token) => await call.gateway.Capture(call.request, token),
            (gateway, request),
            cancellationToken).AsTask();

    public Task<GatewayAnswer> LookUp(CaptureRequest request, CancellationToken cancellationToken) =>
        patience.ExecuteAsync(
            static async (call, token) => await call.gateway.LookUp(call.request, token),
            (gateway, request),
            cancellationToken).AsTask();

    private static ResiliencePipeline<GatewayAnswer> Patience(GatewayOptions options, TimeProvider clock)
    {
        var silence = new PredicateBuilder<GatewayAnswer>()
            .Handle<HttpRequestException>()
            .Handle<TimeoutException>()
            .Handle<TimeoutRejectedException>()
            .HandleResult(answer => answer is GatewayAnswer.Unknown);
        var builder = new ResiliencePipelineBuilder<GatewayAnswer> { TimeProvider = clock };

        builder.AddFallback(new FallbackStrategyOptions<GatewayAnswer>
        {
            ShouldHandle = silence,
            FallbackAction = call => Outcome.FromResultAsValueTask(
                call.Outcome.Result ?? new GatewayAnswer.Unknown(call.Outcome.Exception!.Message)),
        });
        if (options.QuickRepeats > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<GatewayAnswer>
            {
                ShouldHandle = silence,
                MaxRetryAttempts = options.QuickRepeats,
                Delay = options.QuickRepeatDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            });
        }

        return builder.AddTimeout(options.CallTimeout).Build();
    }
}
