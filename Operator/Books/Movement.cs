namespace Charging.Operator.Books;

/// <summary>What happened to money at the gateway.</summary>
internal enum MovementKind
{
    Captured,

    /// <summary>Given back to the customer by order.</summary>
    Refunded,

    /// <summary>Taken back by the customer's bank.</summary>
    Returned,

    /// <summary>Sent to the provider's bank account.</summary>
    PaidOut,
}

/// <summary>One movement of money by the gateway's own name for it; less than 0 where it was undone.</summary>
internal sealed record Movement(MovementKind Kind, string Reference, Money Amount)
{
    public static Movement operator -(Movement movement) => movement with { Amount = -movement.Amount };
}

/// <summary>A movement that one side has and the other has not, or has otherwise; 0 where it is not.</summary>
internal sealed record Difference(MovementKind Kind, string Reference, Money AtGateway, Money Here);
