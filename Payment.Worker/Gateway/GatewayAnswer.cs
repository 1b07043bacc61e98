namespace Charging.Payments;

/// <summary>What is known of a capture after asking the gateway. Declined is an answer, silence is Unknown.</summary>
internal abstract record GatewayAnswer
{
    private GatewayAnswer()
    {
    }

    /// <summary>The money was drawn; the reference is the gateway's own name for it.</summary>
    public sealed record Captured(string Reference) : GatewayAnswer;

    /// <summary>
    /// The money was not drawn, and this attempt will never draw it. Before WaitUntil the network wants no further try.
    /// </summary>
    public sealed record Declined(string Code, DeclineClass Class, DateTime? WaitUntil = null) : GatewayAnswer
    {
        public static Declined By(string code) => new(code, DeclineCodes.ClassOf(code));
    }

    /// <summary>Accepted and on its way, as a bank debit is for days; ask again.</summary>
    public sealed record Pending(string Reference) : GatewayAnswer;

    /// <summary>No answer: the money may have been drawn or not. Never a reason for a new attempt.</summary>
    public sealed record Unknown(string Why) : GatewayAnswer;

    /// <summary>To a look-up alone: the gateway has no capture under this key.</summary>
    public sealed record NotFound : GatewayAnswer;
}
