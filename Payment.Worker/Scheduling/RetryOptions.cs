using System.ComponentModel.DataAnnotations;

namespace Charging.Payments.Scheduling;

/// <summary>
/// When a payment is tried or looked at again. Section <c>Retry</c>; a list is given as Retry__Later__0 and so on.
/// </summary>
internal sealed class RetryOptions : IValidatableObject
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    private static readonly TimeSpan[] DefaultLater =
        [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(5), TimeSpan.FromDays(7)];

    private static readonly TimeSpan[] DefaultTechnical =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    private static readonly TimeSpan[] DefaultLooks =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    private static readonly TimeSpan[] DefaultPendingLooks =
        [.. Enumerable.Range(1, 14).Select(day => TimeSpan.FromDays(day))];

    /// <summary>
    /// The ladder: the wait after each decline that may pass. Default 1 h, 1 d, 3 d, 5 d, 7 d: over the day, the
    /// weekend and the next pay day.
    /// </summary>
    public TimeSpan[] Later { get; init; } = [];

    /// <summary>The waits after a technical fault, before the ladder. Default 1, 5 and 15 minutes.</summary>
    public TimeSpan[] Technical { get; init; } = [];

    /// <summary>
    /// How old an attempt without an answer is at each look-up, rising. Default 30 s to 24 h, after which a person
    /// decides: gateways forget a key after 24 hours.
    /// </summary>
    public TimeSpan[] Looks { get; init; } = [];

    /// <summary>
    /// How old a pending attempt is at each look-up, rising. Default every day for 14: a bank debit takes up to 8.
    /// </summary>
    public TimeSpan[] PendingLooks { get; init; } = [];

    /// <summary>
    /// How long a call may be repeated under its key. One hour less than the 24 that gateways keep a key.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan RepeatWithin { get; init; } = TimeSpan.FromHours(23);

    /// <summary>
    /// How often a customer who is not known yet is looked for: an invoice may be quicker than the customer's data.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan UnknownCustomerWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a customer may stay unknown; then there is no method to draw.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan UnknownCustomerLimit { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How long a customer is waited for who has to mend their data or do something. The next statement comes
    /// within thirty days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "90.00:00:00")]
    public TimeSpan CustomerLimit { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// The wait after which a wake-up that changed nothing is sent again; it doubles each time, up to a day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RemindAfter { get; init; } = TimeSpan.FromSeconds(30);

    internal IReadOnlyList<TimeSpan> Ladder => Later.Length > 0 ? Later : DefaultLater;

    internal IReadOnlyList<TimeSpan> QuickTries => Technical.Length > 0 ? Technical : DefaultTechnical;

    /// <summary>The ages at which what is on its way is looked at; the bank's own way takes longer.</summary>
    internal IReadOnlyList<TimeSpan> LooksAt(bool isPending) =>
        isPending
            ? PendingLooks.Length > 0 ? PendingLooks : DefaultPendingLooks
            : Looks.Length > 0 ? Looks : DefaultLooks;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Bounds(nameof(Later), Later, rising: false)
            .Concat(Bounds(nameof(Technical), Technical, rising: false))
            .Concat(Bounds(nameof(Looks), Looks, rising: true))
            .Concat(Bounds(nameof(PendingLooks), PendingLooks, rising: true));

    private static IEnumerable<ValidationResult> Bounds(string name, TimeSpan[] times, bool rising)
    {
        if (times.Length > 30)
            yield return new ValidationResult($"Retry__{name} has {times.Length} entries; 30 are the most.");
        if (times.Any(time => time < TimeSpan.Zero || time > Longest))
            yield return new ValidationResult($"Retry__{name} must lie between 0 and {Longest.Days} days.");
        if (rising && times.Zip(times.Skip(1)).Any(pair => pair.Second <= pair.First))
            yield return new ValidationResult($"Retry__{name} are ages: each must be more than the one before.");
    }
}
