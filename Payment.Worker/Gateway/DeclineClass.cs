namespace Charging.Payments.Gateway;

/// <summary>What a decline means for the next try.</summary>
internal enum DeclineClass
{
    /// <summary>This method is refused for good: no second try on it, the next method on file takes over.</summary>
    Never,

    /// <summary>
    /// The customer's data is out of date: no second try on this method until it changes, next method.
    /// </summary>
    FixData,

    /// <summary>
    /// The customer has to do something first; tried again when it is said to be done, or their data changed.
    /// </summary>
    CustomerAction,

    /// <summary>The amount is less than the gateway draws, by whatever method: no second try at all.</summary>
    TooSmall,

    /// <summary>It may pass later: tried again on the ladder.</summary>
    Later,

    /// <summary>The fault is between the gateway and the bank: a few quick tries, then the ladder.</summary>
    Technical,

    /// <summary>A code that stands in no table: one more try on the ladder, and an alert.</summary>
    Unrecognized,
}
