using System.ComponentModel.DataAnnotations;

namespace Charging.Rating.Tests;

public class DetailOptionsTests
{
    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("'https://bridge.example' is no host", new() { AllowedHosts = ["https://bridge.example"] });
        yield return Case("Detail__HttpHosts: '*' is no host", new() { HttpHosts = ["*"] });
        yield return Case("'10.0.0.0/33' is no network", new() { PrivateNetworks = ["10.0.0.0/33"] });
        yield return Case("more than Detail__RetryAfter", new() { CallTimeout = TimeSpan.FromSeconds(21) });
        yield return Case("less than Detail__RetryAfter", new() { LongestWait = TimeSpan.FromSeconds(59) });
        yield return Case("LargestBody", new() { LargestBody = int.MaxValue });
        yield return Case("AtOnce", new() { AtOnce = 0 });
        yield return Case("1001 entries", new() { AllowedHosts = [.. Enumerable.Repeat("bridge.example", 1001)] });
    }

    [Test]
    public void The_defaults_are_valid() => Assert.That(Complaints(new DetailOptions()), Is.Empty);

    [TestCaseSource(nameof(Wrong))]
    public void A_wrong_setting_is_named(object options, string complaint) =>
        Assert.That(Complaints((DetailOptions)options), Has.Some.Contains(complaint));

    private static IEnumerable<string?> Complaints(DetailOptions options)
    {
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), found, validateAllProperties: true);
        return found.Select(result => result.ErrorMessage);
    }

    private static TestCaseData Case(string complaint, DetailOptions options) =>
        new TestCaseData(options, complaint).SetArgDisplayNames(complaint);
}
