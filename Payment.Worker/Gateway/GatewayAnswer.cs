namespace Charging.Payments.Gateway;

/// <summary>
/// What is known of a capture or a refund after asking the gateway. Declined is an answer, silence is Unknown.
/// </summary>
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

    /// <summary>The money was given back; the reference is the gateway's own name for the refund.</summary>
    public sealed record Refunded(string Reference) : GatewayAnswer;

    /// <summary>No answer: the money may have been drawn or not. Never a reason for a new attempt.</summary>
    public sealed record Unknown(string Why) : GatewayAnswer
    {
        /// <summary>The gateway would only say the same again under this key: it has to be looked up.</summary>
        public bool IsStored { get; init; }
    }

    /// <summary>
    /// The call was refused before it did anything: too many calls, the key is in work, the account is closed to us.
    /// An earlier call under the key may have done something. It may be repeated after Wait, if there is one.
    /// </summary>
    public sealed record NotTaken(string Why, TimeSpan? Wait = null) : GatewayAnswer;

    /// <summary>To a look-up alone: the gateway has nothing under this key.</summary>
    public sealed record NotFound : GatewayAnswer;

    /// <summary>A page that can be paid on, and where the customer finds it.</summary>
    public sealed record PageOpen(string Reference, string Url) : GatewayAnswer;

    /// <summary>
    /// The customer has paid on the page: the reference is that of the capture, the method is what it was drawn from.
    /// Its token may be drawn again only where the customer allowed that.
    /// </summary>
    public sealed record PagePaid(string Reference, PaymentMethod Method) : GatewayAnswer;

    /// <summary>Nobody can pay on the page any more, and nobody has.</summary>
    public sealed record PageExpired : GatewayAnswer;
}
