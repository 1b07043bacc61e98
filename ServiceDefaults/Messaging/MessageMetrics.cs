using System.Diagnostics.Metrics;
using Charging.ServiceDefaults.Metering;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>What every worker counts of its queues.</summary>
internal sealed class MessageMetrics
{
    private const string Queues = "queues";
    private const string Lanes = "queues with a fast lane";

    private static readonly Metric Lane = new(
        MetricKind.Counter, "charging.lane.messages", "{message}",
        "Messages of queues with a fast lane, by the way that they took.",
        new MetricLabel("queue", "Which queue of the worker.") { Known = Lanes },
        new MetricLabel("way", "Where all of them take the ordinary one, something is wrong with each.",
            "fast", "ordinary"));

    private static readonly Metric Wait = new(
        MetricKind.Histogram, "charging.message.wait.duration", "s",
        "From publishing a message to its begin, where it says when it was published; not of those that came again.",
        new MetricLabel("queue", "Which queue of the worker.") { Known = Queues })
    {
        Edges = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    private static readonly Metric Aside = new(
        MetricKind.Counter, "charging.messages.set_aside", "{message}",
        "Messages that a worker laid aside for a person; what the broker lays aside by itself it counts itself.",
        new MetricLabel("queue", "Which queue of the worker.") { Known = Queues },
        new MetricLabel("to", "The queue beside it: _error or, of what is too large to be read, _dead.",
            "error", "dead"),
        new MetricLabel("cause", "Whose fault: refused is its publisher's, failed is ours.", "refused", "failed"));

    private readonly Counter<long> lane;
    private readonly Histogram<double> wait;
    private readonly Counter<long> aside;
    private readonly KnownValues known;

    public MessageMetrics(IMeterFactory meters, KnownValues known)
    {
        var meter = meters.OfCharging();
        (lane, wait, aside) = (meter.Counter(Lane), meter.Histogram(Wait), meter.Counter(Aside));
        this.known = known;
    }

    public static IReadOnlyList<Metric> Table { get; } = [Lane, Wait, Aside];

    /// <summary>Of one queue, which is known from now on.</summary>
    public OfQueue Of(string queue, bool hasLane)
    {
        known.Add(Queues, queue);
        if (hasLane) known.Add(Lanes, queue);
        return new OfQueue(this, queue);
    }

    /// <summary>With its labels made once, and none for each message.</summary>
    internal sealed class OfQueue(MessageMetrics all, string queue)
    {
        private readonly KeyValuePair<string, object?> label = new("queue", queue);

        public void Took(bool isFast) => all.lane.Add(1, label, new("way", isFast ? "fast" : "ordinary"));

        /// <summary>Not below 0, though two machines have two clocks.</summary>
        public void WaitedSince(DateTime publishedAt) => all.wait.Record(
            Math.Max(0, (TimeProvider.System.GetUtcNow().UtcDateTime - publishedAt).TotalSeconds), label);

        public void SetAside(bool isLeftWithBroker, bool isTheirs) => all.aside.Add(
            1, label, new("to", isLeftWithBroker ? "dead" : "error"), new("cause", isTheirs ? "refused" : "failed"));
    }
}
