using System.Diagnostics;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>Our own spans, beside those of the bus; null where nobody traces.</summary>
public static class Spans
{
    private static readonly ActivitySource Source = new(Telemetry.Name);

    /// <summary>The trace at hand, as a column has it: the same 32 digits. Null where nobody traces.</summary>
    public static Guid? TraceId => Activity.Current is { } span
        ? new Guid(Convert.FromHexString(span.TraceId.ToHexString()), bigEndian: true)
        : null;

    /// <summary>The span at hand, as it is kept for what follows later; null where nobody traces.</summary>
    public static string? TraceParent => Activity.Current?.Id;

    /// <summary>A call to somebody outside, as a part of what is being done.</summary>
    public static Activity? Call(string name) => Source.StartActivity(name, ActivityKind.Client);

    /// <summary>
    /// What somebody outside has begun. It is a trace of its own, as the web server's span around it goes to nobody.
    /// </summary>
    public static Activity? Heard(string name)
    {
        if (!Source.HasListeners()) return null;
        Activity.Current = null;
        return Source.StartActivity(name, ActivityKind.Server);
    }

    /// <summary>What goes on later in a trace that was kept; null without one.</summary>
    public static Activity? Later(string name, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var begun)
            ? Source.StartActivity(name, ActivityKind.Internal, begun)
            : null;

    /// <summary>Whether anybody traces.</summary>
    public static bool AreKept => Source.HasListeners();

    /// <summary>The span at hand goes on with what another trace has begun, of which this is the id.</summary>
    public static void LinkTo(string? traceParent)
    {
        if (traceParent is null || Activity.Current is not { } span) return;
        if (!ActivityContext.TryParse(traceParent, null, isRemote: true, out var begun)) return;
        if (begun.TraceId == span.TraceId || span.Links.Any(link => link.Context == begun)) return;
        span.AddLink(new ActivityLink(begun));
    }
}
