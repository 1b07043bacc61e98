using Charging.TestBed;
using Microsoft.Extensions.Options;
using Stripe;

namespace Charging.Payments.Tests.Stripe;

/// <summary>Our gateway, with and without its patience, as it speaks to a stand-in.</summary>
internal static class StripeClients
{
    /// <summary>Looked for wherever it must not be.</summary>
    public const string ApiKey = "sk_test_MARKEDkeyMARKED";

    public static StripeClient Client(this FakeStripe stripe) =>
        StripeParts.ConnectTo(new StripeOptions { ApiKey = ApiKey, ApiBase = stripe.Address });

    /// <summary>The sandbox must have been started with the same key.</summary>
    public static StripeClient Client(this SandboxProcess sandbox) =>
        StripeParts.ConnectTo(new StripeOptions { ApiKey = ApiKey, ApiBase = sandbox.Address });

    public static StripeGateway Gateway(this FakeStripe stripe, TimeProvider? clock = null) =>
        new(stripe.Client(), clock ?? TimeProvider.System);

    public static PatientGateway Patient(this FakeStripe stripe, GatewayOptions? options = null) => new(
        stripe.Gateway(),
        Options.Create(options ?? new GatewayOptions { QuickRepeatDelay = TimeSpan.Zero }),
        TimeProvider.System);
}
