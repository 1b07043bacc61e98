namespace Charging.Payments.Paying;

/// <summary>What the page says of an invoice.</summary>
internal enum PageState
{
    Payable,

    /// <summary>The customer comes from the gateway's page, which has not said how it ended.</summary>
    Awaited,

    /// <summary>Something that may pay it is on its way.</summary>
    InWork,
    Paid,
    Refunded,

    /// <summary>There is nothing to pay any more.</summary>
    Nothing,
    Disputed,

    /// <summary>The gateway does not take it on a page.</summary>
    NotHere,

    /// <summary>Gateway or database is away, or somebody else is opening the page.</summary>
    NotNow,
}
