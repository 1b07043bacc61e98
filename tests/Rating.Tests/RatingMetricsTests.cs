using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Charging.Rating.Tests;

public class RatingMetricsTests
{
    [Test]
    public void How_many_are_set_aside_is_counted_by_code_and_each_code_is_there_from_the_start()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        var metrics = new RatingMetrics(factory);
        Assert.That(Measured(factory), Is.EqualTo(Words.All<QuarantineCode>().ToDictionary(code => code, _ => 0L)));

        metrics.Quarantined(QuarantineCode.TooOld);
        metrics.Quarantined(QuarantineCode.TooOld);
        metrics.Quarantined(QuarantineCode.CardNumber);

        var measured = Measured(factory);
        Assert.That((measured["too-old"], measured["card-number"], measured["future"]), Is.EqualTo((2L, 1L, 0L)));
    }

    [Test]
    public void Every_format_of_other_platforms_is_listed() =>
        Assert.That(
            RatingMetrics.Table.Single(metric => metric.Name == "charging.imports").Labels[0].Values,
            Is.EquivalentTo(RecordFormat.All.Select(format => format.Name)));

    private static Dictionary<string, long> Measured(IMeterFactory factory)
    {
        var measured = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "charging.quarantined" && instrument.Meter.Scope == factory)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, value, tags, _) => measured[tags[0].Value?.ToString() ?? ""] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return measured;
    }
}
