using System.Diagnostics.Metrics;
using Charging.ServiceDefaults.Hosting;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>Which way messages took: where all of them take the ordinary one, something is wrong with each.</summary>
internal sealed class LaneMetrics
{
    private readonly Counter<long> messages;

    public LaneMetrics(IMeterFactory meters) => messages = meters.Create(Telemetry.Name).CreateCounter<long>(
        "charging.lane.messages", "{message}", "Messages of queues with a fast lane, by the way that they took.");

    public void Took(string queue, bool isFast) =>
        messages.Add(1, new("queue", queue), new("way", isFast ? "fast" : "ordinary"));
}
