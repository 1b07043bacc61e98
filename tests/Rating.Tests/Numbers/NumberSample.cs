using Microsoft.Extensions.Configuration;

namespace Charging.Rating.Tests.Numbers;

/// <summary>Settings as an operator writes them, and a plan in which a wrong reading costs another price.</summary>
internal static class NumberSample
{
    public const string Mobile = "+420601234567";

    /// <summary>A Czech switch: 00 abroad, nine digits at home, a tech prefix, service numbers.</summary>
    public static readonly (string, string)[] Czech =
    [
        ("Numbers:0:Source", "*"), ("Numbers:0:International", "00"), ("Numbers:0:Country", "420"),
        ("Numbers:0:NationalDigits", "9"), ("Numbers:0:Strip", "1234#,*31*"), ("Numbers:0:Listed", "112,1???"),
    ];

    /// <summary>A mobile costs 0.90 a minute, the rest of the world 0.01.</summary>
    public static readonly PricePlan ByDestination = Sample.Plan("""
        { service: voice, destinations: ["+420"], steps: [ { from: 0s, price: 0.50, per: 60s, increment: 60s } ] },
        { service: voice, destinations: ["+4206"], steps: [ { from: 0s, price: 0.90, per: 60s, increment: 60s } ] },
        { service: voice, destinations: ["112"], steps: [ { from: 0s, price: 0, per: 60s, increment: 60s } ] },
        { service: voice, destinations: ["*"], steps: [ { from: 0s, price: 0.01, per: 60s, increment: 60s } ] },
        { service: conference, destinations: ["+420"], steps: [ { from: 0s, price: 1, per: 60s, increment: 60s } ] },
        { service: conference, destinations: ["*"], steps: [ { from: 0s, price: 2, per: 60s, increment: 60s } ] }
        """);

    public static PricingSettings Settings(params (string Name, string Value)[] settings) =>
        PricingSettings.Of(Configuration(settings));

    public static Numbering NumbersBy(params (string Name, string Value)[] settings) => Settings(settings).Numbers;

    public static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(
            setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();

    /// <summary>A minute to this address.</summary>
    public static PriceAnswer PriceOf(string? address, params (string Name, string Value)[] settings) =>
        ByDestination.Under(Settings(settings)).PriceOf(Sample.Call(60, address));

    public static Rejection? RejectionOf(string? address, params (string Name, string Value)[] settings) =>
        PriceOf(address, settings) as Rejection;
}
