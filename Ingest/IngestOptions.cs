using System.ComponentModel.DataAnnotations;

namespace Charging.Ingest;

/// <summary>Where sessions come in over HTTP, and how much at once. Section <c>Ingest</c>.</summary>
public sealed class IngestOptions
{
    /// <summary>An IP address. Loopback: TLS is the matter of the proxy before it.</summary>
    [RegularExpression(@"[0-9a-fA-F.:]+", ErrorMessage = "Ingest__Address is no IP address; set one such as 0.0.0.0.")]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Where sessions come in; health and metrics have the port of their own that every worker has.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 8080;

    /// <summary>
    /// Requests in work, and half as many of one platform; others wait until one is done, and nothing of them is read
    /// before. Each may hold 1 MiB.
    /// </summary>
    [Range(1, 1000)]
    public int AtOnce { get; init; } = 32;

    /// <summary>
    /// How long the broker may take to confirm a request's sessions; then it is answered 503, though the broker may
    /// have them. A broker that is well takes milliseconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan ConfirmTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a request may take to its body's last byte, waiting for its turn not counted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan BodyTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a request may wait for its turn; then it is answered 503.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan TurnTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What a 503 tells its caller to wait; in whole seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);
}
