using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Charging.Payments.Tests.Gateway.Stripe;

/// <summary>Everything that was logged, with the exceptions in full.</summary>
internal sealed class SpokenWords : ILoggerProvider
{
    public ConcurrentQueue<string> Words { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Listener(Words);

    public void Dispose() => Words.Clear();

    private sealed class Listener(ConcurrentQueue<string> words) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => words.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
