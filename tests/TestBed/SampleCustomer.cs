using System.Text;

namespace Charging.TestBed;

/// <summary>A customer on the sample plan, whose cards' tokens tell the gateway what to do.</summary>
public sealed record SampleCustomer(string CustomerId, params string[] Tokens)
{
    public const string PlanCode = "sample-conference";

    /// <summary>The plan that every sample customer is on; below three seconds a leg is free.</summary>
    public const string PlanYaml = $$"""
        code: {{PlanCode}}
        name: Conference, for the tests
        currency: EUR
        timeZone: Europe/Prague
        validFrom: 2020-01-01
        rounding: halfUp
        prices:
          - service: conference
            destinations: ["*"]
            charge: leg
            connectionFee: 0.05
            freeBelow: 3s
            steps:
              - { from: 0s, price: 0.06, per: 60s, increment: 1s }
        """;

    public string Seller { get; init; } = SampleSeller.CodeOf(1);

    public byte[] Bytes => Encoding.UTF8.GetBytes($$"""
        {
          "customerId": "{{CustomerId}}",
          "version": 1,
          "plans": [{ "planCode": "{{PlanCode}}", "validFrom": "2020-01-01" }],
          "billing": {
            "party": {
              "name": "Sample customer {{CustomerId}}", "street": "Dlouhá 1", "city": "Praha", "postalCode": "11000",
              "country": "CZ", "vatId": "CZ12345679"
            },
            "language": "en", "currency": "EUR", "invoiceSeries": "{{Seller}}",
            "tax": { "category": "standard", "ratePercent": 21 }
          },
          "contact": { "email": "{{CustomerId}}@customers.example", "language": "en" },
          "paymentMethods": [{{string.Join(", ", Tokens.Select(Method))}}]
        }
        """);

    /// <summary>So many customers whose card is good, one seller's after the other's.</summary>
    public static IReadOnlyList<SampleCustomer> Good(int count, string token = "tok_ok", int sellers = 1) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
            new SampleCustomer($"good-{i:d4}", token) { Seller = SampleSeller.CodeOf(1 + (i % sellers)) }),
    ];

    private static string Method(string token) => token.Contains("_sepa_", StringComparison.Ordinal)
        ? $$"""{ "kind": "bankAccount", "token": "{{token}}", "brand": "Sample Bank", "lastFour": "3000" }"""
        : $$"""{ "kind": "card", "token": "{{token}}", "brand": "visa", "lastFour": "4242", "expiry": "2031-12" }""";
}
