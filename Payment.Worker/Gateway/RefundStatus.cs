namespace Charging.Payments.Gateway;

/// <summary>Failed is final, and done unless it failed later; the others are open.</summary>
internal enum RefundStatus
{
    /// <summary>Stored; the gateway was or was not called.</summary>
    Asked,

    /// <summary>The gateway has it and is not done.</summary>
    Pending,

    /// <summary>The gateway was called and gave no answer.</summary>
    Unknown,

    Done,

    Failed,
}
