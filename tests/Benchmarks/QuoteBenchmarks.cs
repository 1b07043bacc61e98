using BenchmarkDotNet.Attributes;
using Charging.Contracts;
using Charging.Rating.Plans;
using Charging.Rating.Pricing;

namespace Charging.Benchmarks;

/// <summary>What a quote for a call with one leg takes, by one step or by two windows and three steps.</summary>
[MemoryDiagnoser]
public class QuoteBenchmarks
{
    private const string Flat =
        "steps: [ { from: 0s, price: 0.06, per: 60s, increment: 60s } ]";

    private const string Windows = """
        connectionFee: 0.05
            steps:
              - { from: 0s, price: 0.06, per: 60s, increment: 60s }
              - { from: 60s, price: 0.06, per: 60s, increment: 1s }
              - { from: 1h, price: 0.04, per: 60s, increment: 1s }
            windows:
              - name: evening
                days: [mon, tue, wed, thu, fri]
                from: "18:00"
                to: "24:00"
                holidays: exclude
                priority: 10
                steps: [ { from: 0s, price: 0.03, per: 60s, increment: 1s } ]
              - name: weekend
                days: [sat, sun]
                holidays: also
                steps: [ { from: 0s, price: 0.02, per: 60s, increment: 1s } ]
        """;

    private static readonly DateTime Start = new(2026, 11, 20, 16, 30, 0, DateTimeKind.Utc);

    private PricePlan plan = null!;
    private SessionEnded session = null!;

    [Params("flat", "windows")]
    public string Plan { get; set; } = "";

    [Params("10 s", "7 d")]
    public string Length { get; set; } = "";

    [GlobalSetup]
    public void Read()
    {
        var reading = PlanReader.Read("plan.yaml", $$"""
            code: benchmark
            currency: EUR
            timeZone: Europe/Prague
            validFrom: 2026-01-01
            holidays: [2026-11-17, 2026-12-24]
            prices:
              - service: voice
                {{(Plan == "flat" ? Flat : Windows)}}
            """);
        plan = reading.Plan ?? throw new InvalidOperationException(string.Join('\n', reading.Errors));
        session = Call(Length switch
        {
            "10 s" => TimeSpan.FromSeconds(10),
            "7 d" => TimeSpan.FromDays(7),
            _ => throw new InvalidOperationException($"No such length: {Length}."),
        });
    }

    [Benchmark]
    public object Quote() => plan.PriceOf(session);

    private static SessionEnded Call(TimeSpan length) => new()
    {
        Source = "bridge-7",
        SessionId = "1",
        CustomerId = "acme",
        Service = Service.Voice,
        StartedAt = Start,
        EndedAt = Start + length,
        Legs =
        [
            new Leg
            {
                LegId = "1",
                Address = "+420222333444",
                ConnectedAt = Start,
                DisconnectedAt = Start + length,
            },
        ],
    };
}
