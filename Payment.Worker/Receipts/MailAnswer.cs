namespace Charging.Payments.Receipts;

/// <summary>What came of handing a mail over.</summary>
internal abstract record MailAnswer
{
    private MailAnswer() { }

    public sealed record Accepted : MailAnswer;

    /// <summary>It may be accepted another time: nobody answered, or the answer was 4xx.</summary>
    public sealed record Later(string Why) : MailAnswer;

    /// <summary>It will not be accepted as it is: 5xx.</summary>
    public sealed record Refused(string Why) : MailAnswer;
}
