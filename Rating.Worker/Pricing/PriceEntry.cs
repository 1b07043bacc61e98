namespace Charging.Rating.Pricing;

/// <summary>One entry of a plan's prices: what a service costs to some destinations.</summary>
internal abstract class PriceEntry
{
    public required Service Service { get; init; }

    /// <summary>Prefixes of an address, compared as plain text; the empty one fits anything.</summary>
    public required IReadOnlyList<string> Destinations { get; init; }

    /// <summary>Each leg by its own time, or else the session as one.</summary>
    public abstract bool ChargesEachLeg { get; }

    /// <summary>The price depends on what the customer's month has come to, and the session adds to that.</summary>
    public virtual bool CountsByMonth => false;

    /// <summary>Puts what the leg, or the session if there is none, costs onto the meter's lines.</summary>
    public abstract void Charge(SessionEnded session, Leg? leg, Meter meter);
}
