using Charging.ServiceDefaults.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Leaves out of the log that one more try of one more message, or its publish, failed by what passes by itself, or by
/// what a stranger got wrong: MassTransit says that with a stack each time, which is megabytes in an outage or of a
/// careless publisher.
/// Its time limit says so past every context that we could give it, so the log is the one place to hear it.
/// <see cref="WaitingMessages"/> says the outage, and <see cref="RefusalLog"/> what was refused.
/// </summary>
internal sealed class OncePerOutage(ILoggerProvider inner, Strangers.OpenQueues? open)
    : ILoggerProvider, ISupportExternalScope
{
    private static readonly string[] OfOneTry = ["R-FAULT", "R-RETRY", "S-FAULT"];

    /// <summary>For every way of logging that was added before.</summary>
    public static void Apply(IServiceCollection services)
    {
        foreach (var provider in services.Where(one => one.ServiceType == typeof(ILoggerProvider)).ToList())
        {
            services.Remove(provider);
            services.AddSingleton<ILoggerProvider>(with => new OncePerOutage(
                Make(with, provider), with.GetService<Strangers.OpenQueues>()));
        }
    }

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("MassTransit", StringComparison.Ordinal)
            ? new Quiet(inner.CreateLogger(categoryName), open)
            : inner.CreateLogger(categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) =>
        (inner as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    public void Dispose() => inner.Dispose();

    private static ILoggerProvider Make(IServiceProvider with, ServiceDescriptor provider) =>
        (ILoggerProvider)(provider.ImplementationInstance
            ?? provider.ImplementationFactory?.Invoke(with)
            ?? ActivatorUtilities.CreateInstance(with, provider.ImplementationType!));

    private sealed class Quiet(ILogger inner, Strangers.OpenQueues? open) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (exception is not null && IsLeftOut(exception, formatter(state, exception))) return;
            inner.Log(logLevel, eventId, state, exception, formatter);
        }

        private bool IsLeftOut(Exception exception, string text) =>
            OfOneTry.Any(word => text.StartsWith(word, StringComparison.Ordinal))
            && (Transient.Is(exception) || exception is MessageRefusedException
                || (Strangers.IsPublishers(exception) && IsOfOpenQueue(text)));

        /// <summary>MassTransit names the queue by its address, before a blank: rabbitmq://host/vhost/queue.</summary>
        private bool IsOfOpenQueue(string text) =>
            open?.Keys.Any(queue => text.Contains($"/{queue} ", StringComparison.Ordinal)) == true;
    }
}
