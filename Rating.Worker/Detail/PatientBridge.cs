using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Fallback;
using Polly.Retry;
using Polly.Timeout;

namespace Charging.Rating.Detail;

/// <summary>
/// A bridge client with patience of its own for each host: a time limit for each call, a few quick repeats, and a
/// circuit that leaves a host alone for a while when most calls to it fail. What is left over is for later.
/// </summary>
internal sealed class PatientBridge(
    BridgeClient client, IOptions<DetailOptions> options, TimeProvider clock, ILogger<PatientBridge> log)
{
    /// <summary>The circuit opens when half of at least so many calls failed within the window.</summary>
    private const int FewestCalls = 5;

    private const double FailureRatio = 0.5;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private static readonly PredicateBuilder<DetailAnswer> Failure = new PredicateBuilder<DetailAnswer>()
        .Handle<HttpRequestException>()
        .Handle<IOException>()
        .Handle<TimeoutRejectedException>()
        .HandleResult(answer => answer is DetailAnswer.NotNow);

    /// <summary>By host; only hosts that may be asked come in.</summary>
    private readonly ConcurrentDictionary<string, ResiliencePipeline<DetailAnswer>> patience = new();

    /// <summary>The hosts whose circuit is open, each with the time from which a single call may try it.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> leftAlone = new();

    /// <summary>The hosts that are not to be asked at this moment.</summary>
    public IEnumerable<string> LeftAlone =>
        leftAlone.Where(one => clock.GetUtcNow() < one.Value).Select(one => one.Key);

    /// <summary>How many calls the host may get at once: one is enough to see whether it is back.</summary>
    public int RoomFor(string host) => !leftAlone.TryGetValue(host, out var until)
        ? options.Value.AtOnce
        : clock.GetUtcNow() < until ? 0 : 1;

    public Task<DetailAnswer> Ask(Uri address, CancellationToken cancellationToken) =>
        patience.GetOrAdd(BridgeAddress.HostOf(address), Patience).ExecuteAsync(
            static async (call, token) => await call.client.Ask(call.address, token),
            (client, address),
            cancellationToken).AsTask();

    private ResiliencePipeline<DetailAnswer> Patience(string host)
    {
        var builder = new ResiliencePipelineBuilder<DetailAnswer> { TimeProvider = clock };
        builder.AddFallback(new FallbackStrategyOptions<DetailAnswer>
        {
            ShouldHandle = new PredicateBuilder<DetailAnswer>()
                .Handle<HttpRequestException>()
                .Handle<IOException>()
                .Handle<TimeoutRejectedException>()
                .Handle<BrokenCircuitException>(),
            FallbackAction = call => Outcome.FromResultAsValueTask<DetailAnswer>(
                new DetailAnswer.NotNow(Reason(call.Outcome.Exception!, host))),
        });
        if (options.Value.QuickRepeats > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<DetailAnswer>
            {
                ShouldHandle = Failure,
                MaxRetryAttempts = options.Value.QuickRepeats,
                Delay = options.Value.QuickRepeatDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            });
        }

        return builder.AddCircuitBreaker(Circuit(host)).AddTimeout(options.Value.CallTimeout).Build();
    }

    private CircuitBreakerStrategyOptions<DetailAnswer> Circuit(string host) => new()
    {
        ShouldHandle = Failure,
        FailureRatio = FailureRatio,
        MinimumThroughput = FewestCalls,
        SamplingDuration = Window,
        BreakDuration = options.Value.BreakDuration,
        OnOpened = opened =>
        {
            leftAlone[host] = clock.GetUtcNow() + opened.BreakDuration;
            log.BridgeLeftAlone(host, opened.BreakDuration, Reason(opened.Outcome, host));
            return default;
        },
        OnClosed = _ =>
        {
            leftAlone.TryRemove(host, out var _);
            log.BridgeIsBack(host);
            return default;
        },
    };

    private static string Reason(Outcome<DetailAnswer> outcome, string host) =>
        outcome.Exception is { } exception ? Reason(exception, host) : ((DetailAnswer.NotNow)outcome.Result!).Why;

    private static string Reason(Exception exception, string host) => exception switch
    {
        BrokenCircuitException => $"{host} is left alone for a while after too many failures",
        TimeoutRejectedException late => $"{host} took longer than {late.Timeout}",
        _ => $"{host} cannot be reached ({exception.InnerException?.Message ?? exception.Message})",
    };
}
