namespace Charging.Operator.Watching;

/// <summary>A node of the broker is short of something, so that all of them hold back whoever publishes.</summary>
/// <param name="Node">Its name on the broker.</param>
/// <param name="Resource">As the broker says it: memory, disk, or file_descriptor_limit.</param>
internal sealed record BrokerAlarm(string Node, string Resource)
{
    private const string Page = "docs/runbook/broker-alarm.md";

    /// <summary>What is short, and what to do.</summary>
    public FormattableString Sentence
    {
        get
        {
            var (what, deed) = Resource switch
            {
                "disk" => ("disk", "make room there, but touch nothing of the broker's own"),
                "memory" => ("memory", "see above which queue is long, and what holds up its worker"),
                "file_descriptor_limit" => ("files", "raise its limit, and see who opens so many connections"),
                _ => (Resource, "see what its own log says"),
            };
            return $"The broker's node {Node} is short of {what}, so nobody can publish: {deed}. See {Page}";
        }
    }

    /// <summary>Every user of the management may ask that.</summary>
    public static async Task<IReadOnlyList<BrokerAlarm>> All(CancellationToken stop) =>
        (await Management.Ask<Check>("/api/health/checks/alarms", stop)).Alarms ?? [];

    /// <summary>Without alarms where all is well.</summary>
    private sealed record Check(IReadOnlyList<BrokerAlarm>? Alarms);
}
