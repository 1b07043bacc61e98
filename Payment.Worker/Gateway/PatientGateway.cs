using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Charging.Payments.Gateway;

/// <summary>
/// All that is known about patience with a gateway. Each call has a time limit. Silence, and a call that was not taken,
/// are repeated a few times under the same key; an answer never is, and what to do about a decline is the saga's to
/// decide. Where no call of this time was taken, nothing is known or changed: <see cref="GatewayAwayException"/>. Where
/// one of them met silence, the outcome is Unknown whatever the others met.
/// </summary>
internal sealed class PatientGateway : IPaymentGateway, IDisposable
{
    /// <summary>A wait that is longer is left to the queue; a message in work has two minutes.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>No gateway is left alone for longer, whatever it asks for.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A timer may ring a moment before the clock says so; a repeat that comes then would be told to wait again.
    /// </summary>
    private static readonly TimeSpan TimerError = TimeSpan.FromMilliseconds(50);

    private readonly IPaymentGateway gateway;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim places;
    private readonly ResiliencePipeline<GatewayAnswer> repeats;
    private readonly ResiliencePipeline<GatewayAnswer> call;
    private volatile string pausedFor = "";
    private long pausedUntil;

    public PatientGateway(IPaymentGateway gateway, IOptions<GatewayOptions> options, TimeProvider clock)
    {
        this.gateway = gateway;
        this.clock = clock;
        places = new SemaphoreSlim(options.Value.MostAtOnce);
        repeats = Repeats(options.Value, clock);
        call = Call(options.Value, clock);
    }

    public Task<GatewayAnswer> Capture(CaptureRequest request, CancellationToken cancellationToken) =>
        Ask(async stop => await gateway.Capture(request, stop), cancellationToken);

    public Task<GatewayAnswer> LookUp(CaptureRequest request, CancellationToken cancellationToken) =>
        Ask(async stop => await gateway.LookUp(request, stop), cancellationToken);

    public Task<GatewayAnswer> Refund(RefundRequest request, CancellationToken cancellationToken) =>
        Ask(async stop => await gateway.Refund(request, stop), cancellationToken);

    public Task<GatewayAnswer> LookUpRefund(RefundRequest request, CancellationToken cancellationToken) =>
        Ask(async stop => await gateway.LookUpRefund(request, stop), cancellationToken);

    public Task<GatewayAnswer> OpenPage(PageRequest request, CancellationToken cancellationToken) =>
        Ask(async stop => await gateway.OpenPage(request, stop), cancellationToken);

    public Task<GatewayAnswer> LookUpPage(PageRequest request, CancellationToken cancellationToken) =>
        Ask(async stop => await gateway.LookUpPage(request, stop), cancellationToken);

    public Task<GatewayAnswer> ExpirePage(PageRequest request, CancellationToken cancellationToken) =>
        Ask(async stop => await gateway.ExpirePage(request, stop), cancellationToken);

    public void Dispose() => places.Dispose();

    private async Task<GatewayAnswer> Ask(
        Func<CancellationToken, ValueTask<GatewayAnswer>> ask, CancellationToken cancellationToken)
    {
        GatewayAnswer.Unknown? silence = null;
        var last = await repeats.ExecuteAsync(
            async stop =>
            {
                var answer = await AskOnce(ask, stop);
                silence = answer as GatewayAnswer.Unknown ?? silence;
                return answer;
            },
            cancellationToken);
        return last is GatewayAnswer.NotTaken refused ? silence ?? throw new GatewayAwayException(refused.Why) : last;
    }

    private async Task<GatewayAnswer> AskOnce(
        Func<CancellationToken, ValueTask<GatewayAnswer>> ask, CancellationToken cancellationToken)
    {
        var pause = new TimeSpan(Interlocked.Read(ref pausedUntil) - clock.GetUtcNow().Ticks);
        if (pause > TimerError) return new GatewayAnswer.NotTaken($"{pausedFor}; it is left alone for a while", pause);

        await places.WaitAsync(cancellationToken);
        try
        {
            var answer = await call.ExecuteAsync(ask, cancellationToken);
            if (answer is GatewayAnswer.NotTaken { Wait: { } wait } refused)
            {
                pausedFor = refused.Why;
                Pause(wait);
            }

            return answer;
        }
        catch (BrokenCircuitException open)
        {
            return new GatewayAnswer.NotTaken("too many calls had no answer", open.RetryAfter ?? LongestPause);
        }
        catch (Exception silence) when (silence is HttpRequestException or TimeoutException or TimeoutRejectedException)
        {
            return new GatewayAnswer.Unknown(silence.Message);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>What the gateway asks for holds for every call, not only for the one that heard of it.</summary>
    private void Pause(TimeSpan wait) => Interlocked.Exchange(
        ref pausedUntil, clock.GetUtcNow().Ticks + (wait < LongestPause ? wait : LongestPause).Ticks);

    private static ResiliencePipeline<GatewayAnswer> Repeats(GatewayOptions options, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<GatewayAnswer> { TimeProvider = clock };
        if (options.QuickRepeats == 0) return builder.Build();

        return builder.AddRetry(new RetryStrategyOptions<GatewayAnswer>
        {
            ShouldHandle = asked => ValueTask.FromResult(asked.Outcome.Result switch
            {
                GatewayAnswer.Unknown silence => !silence.IsStored,
                GatewayAnswer.NotTaken refused => (refused.Wait ?? TimeSpan.Zero) <= LongestWait,
                _ => false,
            }),
            MaxRetryAttempts = options.QuickRepeats,
            Delay = options.QuickRepeatDelay,
            DelayGenerator = asked => ValueTask.FromResult((asked.Outcome.Result as GatewayAnswer.NotTaken)?.Wait),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        }).Build();
    }

    private static ResiliencePipeline<GatewayAnswer> Call(GatewayOptions options, TimeProvider clock) =>
        new ResiliencePipelineBuilder<GatewayAnswer> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<GatewayAnswer>
            {
                ShouldHandle = new PredicateBuilder<GatewayAnswer>()
                    .Handle<HttpRequestException>()
                    .Handle<TimeoutException>()
                    .Handle<TimeoutRejectedException>()
                    .HandleResult(answer => answer is GatewayAnswer.Unknown or GatewayAnswer.NotTaken { Wait: null }),
                FailureRatio = 0.5,
                MinimumThroughput = options.BreakAfter,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = options.BreakPause,
            })
            .AddTimeout(options.CallTimeout)
            .Build();
}
