using System.Diagnostics;
using Charging.Contracts;
using Microsoft.Extensions.Logging;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// What a log line belongs to, for formats that write scopes, as <c>Logging__Console__FormatterName=json</c> does: the
/// trace, and what its span is about. It is read from the span at hand when a line is written, so that nobody opens a
/// scope, and nothing is paid where no line is.
/// </summary>
internal sealed class LogScopes : IExternalScopeProvider
{
    private readonly LoggerExternalScopeProvider opened = new();

    public IDisposable Push(object? state) => opened.Push(state);

    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        if (Activity.Current is { } span) callback(Of(span), state);
        opened.ForEachScope(callback, state);
    }

    /// <summary>A span within another is about the same, unless it says otherwise.</summary>
    private static Scope Of(Activity span)
    {
        var scope = new Scope { ["TraceId"] = span.TraceId.ToHexString(), ["SpanId"] = span.SpanId.ToHexString() };
        for (var outer = span; outer is not null; outer = outer.Parent)
        {
            foreach (var (name, value) in outer.EnumerateTagObjects())
            {
                if (name.StartsWith(Traced.Prefix, StringComparison.Ordinal)) scope.TryAdd(name, value);
            }
        }

        return scope;
    }

    private sealed class Scope : Dictionary<string, object?>
    {
        public override string ToString() => string.Join(' ', this.Select(one => $"{one.Key}:{one.Value}"));
    }
}
