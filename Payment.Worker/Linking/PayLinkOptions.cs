using System.ComponentModel.DataAnnotations;
using System.Text;

namespace Charging.Payments.Linking;

/// <summary>
/// The links by which customers pay an invoice by themselves. Section <c>Paying</c>. A class and no record: it must not
/// say its keys when it is printed.
/// </summary>
internal sealed class PayLinkOptions : IValidatableObject
{
    private const int MostKeys = 2;
    private const int ShortestKey = 32;

    /// <summary>Where the page is for customers, such as https://pay.example; empty, and no mail has a link.</summary>
    public string Url { get; init; } = "";

    /// <summary>
    /// What links are signed with, 32 characters or more each: the first signs, and a second is accepted too while the
    /// first takes its place.
    /// </summary>
    public string[] Keys { get; init; } = [];

    /// <summary>How long a link holds. A customer is waited for for thirty days, and may be late.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "400.00:00:00")]
    public TimeSpan LinkLife { get; init; } = TimeSpan.FromDays(60);

    public bool IsOn => Url.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsOn && !IsAddress(Url))
            yield return new ValidationResult("Paying__Url must be like https://pay.example, with nothing after it.");
        if (IsOn && Keys.Length == 0)
            yield return new ValidationResult("Paying__Url is set, and Paying__Keys__0 is not; set it.");
        if (Keys.Length > MostKeys || Keys.Any(key => Encoding.UTF8.GetByteCount(key.Trim()) < ShortestKey))
            yield return new ValidationResult(
                $"Paying__Keys may be {MostKeys} at most, and each has {ShortestKey} characters or more.");
        if (Keys.Distinct().Count() < Keys.Length)
            yield return new ValidationResult("Paying__Keys are the same twice; name each once.");
    }

    /// <summary>Only loopback is reached without TLS.</summary>
    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback))
        && address is { UserInfo: "", Query: "", Fragment: "", AbsolutePath: "/" };
}
