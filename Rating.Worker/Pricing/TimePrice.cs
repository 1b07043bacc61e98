namespace Charging.Rating.Pricing;

/// <summary>
/// What time costs. Charged time is cut into increments which follow one another without gap from the end of the
/// included time; a started increment counts whole, at the price in force when it starts. All times are milliseconds.
/// </summary>
internal sealed class TimePrice : PriceEntry
{
    public override bool ChargesEachLeg => EachLeg;

    public required bool EachLeg { get; init; }

    /// <summary>A leg shorter than this is free, its connection fee included.</summary>
    public required long FreeBelow { get; init; }

    /// <summary>Free time at the beginning of each leg.</summary>
    public required long Included { get; init; }

    /// <summary>At least this long is charged, after the included time.</summary>
    public required long Minimum { get; init; }

    /// <summary>Connection fee and steps at any time of the week.</summary>
    public required Timetable Timetable { get; init; }

    /// <summary>The line for time that an allowance covers, at no price.</summary>
    public required LinePrice Allowed { get; init; }

    public override void Charge(SessionEnded session, Leg? leg, Meter meter)
    {
        var start = LocalCalendar.MomentOf(leg is null ? session.StartedAt : leg.ConnectedAt.GetValueOrDefault());
        var end = LocalCalendar.MomentOf(leg is null ? session.EndedAt : leg.DisconnectedAt.GetValueOrDefault());
        var length = end - start;
        if (length > 0 && length >= FreeBelow) Charge(start, length, meter);
    }

    /// <summary>One round for each price that is met, however many increments it prices.</summary>
    private void Charge(long start, long length, Meter meter)
    {
        var (window, until) = Timetable.At(start, meter.Calendar);
        // While something of an allowance is left, it may yet cover the whole leg, and no fee is due.
        var fee = meter.Free > 0 ? window.Connection : Due(window.Connection, meter);

        var end = Included + Math.Max(length - Included, Minimum);
        for (var at = Included; at < end;)
        {
            if (start + at >= until) (window, until) = Timetable.At(start + at, meter.Calendar);
            var (step, nextStep) = window.StepAt(at);
            var charged = RoundedUp(Math.Min(end, Math.Min(nextStep, until - start)) - at, step.Increment);
            at += charged;

            var covered = meter.Cover(charged);
            if (covered > 0) meter.Lines.Add(Allowed, covered);
            if (covered == charged) continue;
            fee = Due(fee, meter);
            meter.Lines.Add(step.Price, charged - covered);
        }
    }

    /// <summary>Null: a fee is due once.</summary>
    private static LinePrice? Due(LinePrice? fee, Meter meter)
    {
        if (fee is not null) meter.Lines.Add(fee, 1);
        return null;
    }

    private static long RoundedUp(long time, long increment) => (time + increment - 1) / increment * increment;
}

/// <summary>The price from this much elapsed time on, in increments of this length, both in milliseconds.</summary>
internal sealed record Step(long From, LinePrice Price, long Increment);
