using System.ComponentModel.DataAnnotations;

namespace Charging.Sandbox;

/// <summary>Who is told of events, and how awkwardly. Section <c>Webhook</c>.</summary>
internal sealed class WebhookOptions : IValidatableObject
{
    /// <summary>Where events go. Without one they are kept, and told once there is one.</summary>
    public Uri? Url { get; init; }

    /// <summary>Signs the events, such as whsec_…; receiver and sandbox know it.</summary>
    public string Secret { get; init; } = "";

    /// <summary>Any of late, twice, early and swapped, with commas between, whatever a payment's token says.</summary>
    public Manner Manner { get; init; }

    /// <summary>
    /// Whether signatures carry the sandbox's moved time, for a receiver whose clock was moved along with it.
    /// </summary>
    public bool MovedTime { get; init; }

    /// <summary>How late "late" is, by the machine's clock.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan LateBy { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The wait before an event is told again that was not taken; it doubles up to LongestRetry.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest such wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a receiver may take, as at Stripe.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is { IsAbsoluteUri: false })
            yield return new ValidationResult($"Webhook__Url '{Url}' is no absolute URL; set http://host:port/path.");
        if (Url is not null && Secret.Length == 0)
            yield return new ValidationResult("Webhook__Url is set, but no secret to sign with; set Webhook__Secret.");
    }
}
