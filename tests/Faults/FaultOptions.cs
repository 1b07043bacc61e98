using System.Globalization;
using Charging.TestBed;

namespace Charging.Faults;

/// <summary>
/// How much of it, and what chance depends on. Settings are the workers' own, over those of production.
/// </summary>
internal sealed record FaultOptions(int Invoices, int Instances, int Seed)
{
    private const int InvoicesPerCustomer = 4;

    /// <summary>How long after a wake-up is due the clocks stand still next; at least half as long.</summary>
    public TimeSpan LongestLateness { get; init; } = TimeSpan.FromHours(3);

    /// <summary>From a bank debit to its outcome, by the gateway's clock.</summary>
    public TimeSpan DebitDelay { get; init; } = TimeSpan.FromDays(3);

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>One of each behaviour after the other, again and again.</summary>
    public IReadOnlyList<SampleCustomer> Customers =>
    [
        .. Enumerable.Range(0, Math.Max(Behaviour.All.Count, Invoices / InvoicesPerCustomer))
            .Select(i => new SampleCustomer(
                string.Create(CultureInfo.InvariantCulture, $"customer-{i:d5}"), BehaviourOf(i).Methods)),
    ];

    /// <summary>Silence ends soon, events come late, twice and in the wrong order, a search is behind.</summary>
    public ChainOptions Chain => new()
    {
        Instances = Instances,
        Customers = Customers,
        Sandbox = new Dictionary<string, string>
        {
            ["Sandbox__DebitDelay"] = DebitDelay.ToString("c", CultureInfo.InvariantCulture),
            ["Sandbox__SearchLag"] = "00:00:02",
            ["Webhook__Manner"] = "late,twice,swapped",
            ["Webhook__LateBy"] = "00:00:00.500",
            ["Webhook__FirstRetry"] = "00:00:00.200",
            ["Webhook__LongestRetry"] = "00:00:02",
            ["Webhook__MovedTime"] = "true",
        },
        Settings = new Dictionary<string, string>(Settings)
        {
            ["Gateway__CallTimeout"] = "00:00:01",
            ["Gateway__QuickRepeatDelay"] = "00:00:00.100",
            ["Gateway__BreakPause"] = "00:00:01",
            ["Retry__RemindAfter"] = "00:00:03",
        },
    };

    public static Behaviour BehaviourOf(string customerId) =>
        BehaviourOf(int.Parse(customerId.AsSpan("customer-".Length), CultureInfo.InvariantCulture));

    private static Behaviour BehaviourOf(int customer) => Behaviour.All[customer % Behaviour.All.Count];
}
