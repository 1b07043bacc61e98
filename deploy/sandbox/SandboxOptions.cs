using System.ComponentModel.DataAnnotations;

namespace Charging.Sandbox;

/// <summary>Where the sandbox listens and keeps its ledger, and how long things take. Section <c>Sandbox</c>.</summary>
internal sealed class SandboxOptions
{
    /// <summary>Where it listens. Loopback: whoever reaches it can move its clock and read its ledger.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Its port; 0 takes any free one and logs it.</summary>
    [Range(0, 65535)]
    public int Port { get; init; } = 17180;

    /// <summary>The folder of the ledger. Without a default, so that no ledger ends up where nobody looks.</summary>
    [Required(ErrorMessage = "No folder for the ledger; set Sandbox__Folder.")]
    public string Folder { get; init; } = "";

    /// <summary>Who may call /v1: the key that a caller gives as Stripe's.</summary>
    [Required]
    public string ApiKey { get; init; } = "sk_test_sandbox";

    /// <summary>The version that events are of; Stripe.net takes those of its own release train alone.</summary>
    [Required]
    public string ApiVersion { get; init; } = "2026-10-28.endive";

    /// <summary>How long a call that is never answered stays open. A caller that waits as long has no limit.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan HangFor { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>From a bank debit to its outcome, by the sandbox's clock. SEPA core takes a few bank days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "90.00:00:00")]
    public TimeSpan DebitDelay { get; init; } = TimeSpan.FromDays(3);

    /// <summary>From the capture to the dispute of a token that does not say it, by the sandbox's clock.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "400.00:00:00")]
    public TimeSpan ChargebackAfter { get; init; } = TimeSpan.FromDays(10);

    /// <summary>From a dispute to its end, where the token says how it ends, by the sandbox's clock.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "400.00:00:00")]
    public TimeSpan DisputeClosedAfter { get; init; } = TimeSpan.FromDays(30);

    /// <summary>From a refund until it comes back, where the token says that it does, by the sandbox's clock.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "90.00:00:00")]
    public TimeSpan RefundFailsAfter { get; init; } = TimeSpan.FromDays(2);

    /// <summary>From the capture until its money goes along with the next midnight's payout.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "90.00:00:00")]
    public TimeSpan AvailableAfter { get; init; } = TimeSpan.FromDays(2);

    /// <summary>How long a search does not find a new intent; Stripe's own lags by up to a minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SearchLag { get; init; }
}
