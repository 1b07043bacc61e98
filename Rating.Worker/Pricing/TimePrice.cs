using Charging.Contracts;

namespace Charging.Rating.Pricing;

/// <summary>
/// What time costs. Charged time is cut into increments which follow one another without gap from the end of the
/// included time; a started increment counts whole, at the price in force when it starts. All times are milliseconds.
/// </summary>
internal sealed class TimePrice : PriceEntry
{
    public override bool ChargesEachLeg => EachLeg;

    public required bool EachLeg { get; init; }

    /// <summary>Due once per leg or session that is not free; null when there is none.</summary>
    public required LinePrice? Connection { get; init; }

    /// <summary>A leg shorter than this is free, its connection fee included.</summary>
    public required long FreeBelow { get; init; }

    /// <summary>Free time at the beginning of each leg.</summary>
    public required long Included { get; init; }

    /// <summary>At least this long is charged, after the included time.</summary>
    public required long Minimum { get; init; }

    /// <summary>In order; the first from 0. Counted from the connection, included time too.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>In the plan's order.</summary>
    public IReadOnlyList<Window> Windows { get; init; } = [];

    public override void Charge(SessionEnded session, Leg? leg, Meter meter)
    {
        var length = leg is null
            ? session.EndedAt - session.StartedAt
            : leg.DisconnectedAt.GetValueOrDefault() - leg.ConnectedAt.GetValueOrDefault();
        Charge(length.Ticks / TimeSpan.TicksPerMillisecond, meter.Lines);
    }

    private void Charge(long length, LineSheet lines)
    {
        if (length <= 0 || length < FreeBelow) return;
        if (Connection is not null) lines.Add(Connection, 1);

        var end = Included + Math.Max(length - Included, Minimum);
        for (var at = Included; at < end;)
        {
            var (step, until) = InForce(at);
            var charged = RoundedUp(Math.Min(end, until) - at, step.Increment);
            lines.Add(step.Price, charged);
            at += charged;
        }
    }

    /// <summary>The step that prices an increment starting at this moment, and when another one will.</summary>
    private (Step Step, long Until) InForce(long at)
    {
        var last = Steps.Count - 1;
        while (Steps[last].From > at) last--;
        return (Steps[last], last + 1 < Steps.Count ? Steps[last + 1].From : long.MaxValue);
    }

    private static long RoundedUp(long time, long increment) => (time + increment - 1) / increment * increment;
}

/// <summary>The price from this much elapsed time on, in increments of this length, both in milliseconds.</summary>
internal sealed record Step(long From, LinePrice Price, long Increment);
