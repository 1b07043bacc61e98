using Charging.ServiceDefaults.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// What a worker does before its first message, so that this takes what the thousandth takes: each step does what
/// messages will ask for, and leaves no trace. Until the last of them is done no queue is consumed and the worker is
/// not ready. What passes by itself, such as a database that is away, is waited for up to the limit; a step that fails
/// is said and left out: then a first message takes longer, and nothing else follows.
/// </summary>
public sealed class WarmUp(
    IEnumerable<WarmUpStep> steps, IOptions<WarmUpOptions> options, ILogger<WarmUp> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private TaskCompletionSource? done;

    /// <summary>Completes when messages may come; at once in a process that never begins it: a command.</summary>
    public Task Done => done?.Task ?? Task.CompletedTask;

    /// <summary>How often each thing is done.</summary>
    public int Times => options.Value.Times;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(options.Value.Limit);
        var all = steps.Select(step => Task.Run(() => DoOften(step, limit.Token), CancellationToken.None)).ToList();
        await foreach (var one in Task.WhenEach(all))
        {
            if (await one is { } failure && !stoppingToken.IsCancellationRequested)
                log.NotWarm(failure.Step, failure.Reason);
        }

        done!.SetResult();
    }

    /// <returns>Why it was not done as often as it should be; null if it was.</returns>
    private async Task<(string Step, string Reason)?> DoOften(WarmUpStep step, CancellationToken limit)
    {
        var reason = $"it takes longer than {options.Value.Limit} (WarmUp__Limit)";
        for (var times = 0; times < Times && !limit.IsCancellationRequested;)
        {
            var deed = Task.Run(() => step.Do(limit), limit).WaitAsync(limit);
            await deed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (deed.IsCompletedSuccessfully)
            {
                if (++times == Times) return null;
                continue;
            }

            if (deed.Exception is not { } failure) break;
            reason = failure.GetBaseException().Message;
            if (!Transient.Is(failure)) break;
            await Rest(limit);
        }

        return (step.Name, reason);
    }

    private static async Task Rest(CancellationToken limit) =>
        await Task.Delay(Pause, limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}

/// <param name="Name">What the log calls it.</param>
/// <param name="Do">Leaves no trace: no row, no message, nothing counted.</param>
public sealed record WarmUpStep(string Name, Func<CancellationToken, Task> Do);

/// <summary>Ready once the worker is warm.</summary>
internal sealed class WarmUpHealth(WarmUp warmUp) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(warmUp.Done.IsCompleted
            ? HealthCheckResult.Healthy("it is warm")
            : HealthCheckResult.Unhealthy("it does what messages will ask for, once before the first of them"));
}

/// <summary>How a worker says what makes it warm.</summary>
public static class WarmUpParts
{
    internal static IServiceCollection AddWarmUp(this IServiceCollection services)
    {
        services.AddOptions<WarmUpOptions>()
            .BindConfiguration("WarmUp").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WarmUp>().AddHostedService(with => with.GetRequiredService<WarmUp>());
        services.AddHealthChecks().AddCheck<WarmUpHealth>("warm", tags: ["ready"]);
        return services;
    }

    /// <summary>Adds a step; all of them are done at the same time.</summary>
    public static IServiceCollection AddWarmUp<T>(
        this IServiceCollection services, string name, Func<T, CancellationToken, Task> step) where T : class =>
        services.AddSingleton(with => new WarmUpStep(name, stop => step(with.GetRequiredService<T>(), stop)));
}
