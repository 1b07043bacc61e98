using System.ComponentModel.DataAnnotations;

namespace Charging.Payments.Tests.Gateway.Stripe;

public class StripeOptionsTests
{
    private const string Key = "rk_test_MARKED";

    private static readonly object[][] Wrong =
    [
        [new StripeOptions(), "Gateway__Stripe__ApiKey"],
        [new StripeOptions { ApiKey = $"{Key} {Key}" }, "Gateway__Stripe__ApiKey"],
        [new StripeOptions { ApiKey = Key, ApiBase = new Uri("ftp://stripe") }, "Gateway__Stripe__ApiBase"],
        [new StripeOptions { ApiKey = Key, ApiBase = new Uri($"https://{Key}@stripe") }, "Gateway__Stripe__ApiBase"],
        [new StripeOptions { ApiKey = "sk_live_MARKED", ApiBase = new("http://stripe") }, "Gateway__Stripe__ApiBase"],
        [new StripeOptions { ApiKey = Key, WebhookPort = 17 }, "Gateway__Stripe__WebhookSecrets__0"],
        [new StripeOptions { ApiKey = Key, WebhookSecrets = ["whsec_MARKED", ""] }, "Gateway__Stripe__WebhookSecrets"],
        [new StripeOptions { ApiKey = Key, WebhookPort = 70_000 }, "WebhookPort"],
        [new StripeOptions { ApiKey = Key, WebhookAddress = "everywhere" }, "Gateway__Stripe__WebhookAddress"],
    ];

    [TestCaseSource(nameof(Wrong))]
    public void What_is_wrong_is_said_by_the_settings_name_and_without_its_secret(object options, string setting)
    {
        var errors = Errors((StripeOptions)options);

        Assert.That(errors, Has.Some.Contains(setting));
        Assert.That(errors, Has.None.Contains("MARKED"));
    }

    [Test]
    public void A_key_is_enough() => Assert.That(Errors(new StripeOptions { ApiKey = Key }), Is.Empty);

    [Test]
    public void Options_do_not_say_their_secrets() =>
        Assert.That(
            $"{new StripeOptions { ApiKey = Key, WebhookSecrets = ["whsec_MARKED"] }}", Does.Not.Contain("MARKED"));

    private static List<string> Errors(StripeOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(result => result.ErrorMessage!)];
    }
}
