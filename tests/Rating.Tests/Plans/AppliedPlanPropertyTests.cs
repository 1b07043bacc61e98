using System.Text;
using System.Text.Json;
using CsCheck;

namespace Charging.Rating.Tests.Plans;

/// <summary>Applying a plan and reading it back is the identity, on plans and sessions drawn by chance.</summary>
[Category("bed")]
public class AppliedPlanPropertyTests
{
    private static readonly string[] Notes =
        ["", "  # ceník", "   ", "\n# až do \"odvolání\": 50 % \\ $1 @p {}", "\n\n"];

    private static readonly string[] Headers =
        ["", "rounding: halfEven", "minimumCharge: 0.25", "maximumCharge: 3", "holidays: [2026-12-24]"];

    private static readonly Gen<string> Notices = Gen.Int[0, Notes.Length - 1].Select(i => Notes[i]);

    private static readonly Gen<string> Calls =
        from price in Gen.Int[0, 2000]
        from increment in Gen.Int[1, 90]
        from charge in Gen.Bool.Select(each => each ? "leg" : "session")
        select $"  - {{ service: voice, charge: {charge}, connectionFee: 0.0{increment}, freeBelow: 2s, steps: " +
            $"[ {{ from: 0s, price: {price / 1000m}, per: 1m, increment: {increment}s }} ] }}";

    private static readonly Gen<string> Data =
        from unit in Gen.Int[1, 50]
        from model in Gen.Bool.Select(volume => volume ? ("volume", "session") : ("graduated", "month"))
        from tiers in Gen.Select(Gen.Int[1, 40], Gen.Int[0, 2000]).Array[0, 3]
        select $"  - service: data\n    quantity:\n      unit: {unit}\n      model: {model.Item1}\n" +
            $"      over: {model.Item2}\n      tiers:\n" +
            string.Concat(tiers.DistinctBy(tier => tier.Item1).OrderBy(tier => tier.Item1).Select(tier =>
                $"        - {{ upTo: {tier.Item1}, price: {tier.Item2 / 1000m}, flat: 0.5 }}\n")) +
            "        - { price: '0.001' }";

    private static readonly Gen<string> Texts =
        from notes in Notices.Array[4]
        from header in Gen.Int[0, Headers.Length - 1].Select(i => Headers[i])
        from free in Gen.Int[1, 40]
        from calls in Calls
        from data in Data
        select $"code: drawn{notes[0]}\nname: \"Ceník č. {free}\"\ncurrency: EUR\ntimeZone: Europe/Prague\n" +
            $"validFrom: 2026-01-01{notes[1]}\n{header}\n" +
            $"allowances: [ {{ service: message, messages: {free}, every: day }} ]{notes[2]}\n" +
            $"prices:\n{calls}\n{data}\n" +
            $"  - {{ service: message, quantity: {{ model: perUnit, tiers: [ {{ price: 1 }} ] }} }}{notes[3]}";

    private static readonly Gen<SessionEnded> Sessions = Gen.Frequency(
        (1, Gen.Int[0, 400_000].Select(milliseconds => Sample.Call(milliseconds / 1000.0))),
        (1, Gen.Int[0, 900].Select(bytes => Sample.Counted(Service.Data, bytes))),
        (1, Gen.Int[0, 60].Select(messages => Sample.Counted(Service.Message, messages))));

    [Test]
    public async Task What_is_read_back_is_the_same_text_and_asks_the_same_prices()
    {
        await using var database = await RatingDatabase.Create();

        await Gen.Select(Texts, Gen.Select(Sessions, Gen.Int[0, 700]).Array[12]).SampleAsync(async (text, sessions) =>
        {
            var read = await ReadFile(text);
            var store = new PricePlans(database.Source, TimeProvider.System);
            await store.Apply([read], default);
            var kept = (await store.FindAnew("drawn", default))!.At(Sample.Start).Plan!;

            return (await store.FindAt("drawn", kept.ValidFrom, default))!.Body == text &&
                (await store.Apply([read], default))[0] == ApplyOutcome.Unchanged &&
                Array.TrueForAll(sessions, session =>
                    Told(kept, session.Item1, session.Item2) == Told(read.Plan, session.Item1, session.Item2));
        }, iter: 60, threads: 1);
    }

    private static async Task<PlanFile> ReadFile(string text)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text, Encoding.UTF8);
        var reading = await PlanFileReader.Read(file, default);
        File.Delete(file);
        return reading.Plan ?? throw new AssertionException(string.Join('\n', reading.Errors) + text);
    }

    /// <summary>All that a plan says of a session: the price with its lines, and what is counted where.</summary>
    private static string Told(PricePlan plan, SessionEnded session, long used)
    {
        var quote = (Quote)plan.PriceOf(session, used);
        return $"{JsonSerializer.Serialize(quote, Wire.Json)} {quote.Counted} {plan.CounterOf(session)}";
    }
}
