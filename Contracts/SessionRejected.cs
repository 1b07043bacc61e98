namespace Charging.Contracts;

/// <summary>
/// What a platform published is not charged as it came: a session was set aside, or a message was not even taken as
/// one. Told to that platform alone, in the queue <c>session-rejected-</c> and its name.
/// </summary>
public sealed record SessionRejected
{
    /// <summary>The message was not read as a session: it is no JSON, or not of the form that a session has.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The message was not let in: too long, in an envelope, or of a source that is another's.</summary>
    public const string Refused = "refused";

    /// <summary>The same where the same is told again.</summary>
    public required Guid RejectionId { get; init; }

    /// <summary>The broker's user who is given the source, or who published what could not be read.</summary>
    public required string Platform { get; init; }

    /// <summary>As the message names it, 200 characters at most; null where it cannot be read.</summary>
    public string? Source { get; init; }

    /// <summary>As the message names it, 200 characters at most; null where it cannot be read.</summary>
    public string? SessionId { get; init; }

    /// <summary>
    /// A code of <see cref="QuarantineCode"/>, <c>unreadable</c> or <c>refused</c>; later releases may have more.
    /// </summary>
    public required string Code { get; init; }

    /// <summary>Where in the message, such as <c>$.legs[0].connectedAt</c>; null for no one place.</summary>
    public string? Path { get; init; }

    /// <summary>For people: what is wrong. A card number in it is masked.</summary>
    public required string Sentence { get; init; }

    /// <summary>When it was set aside or refused.</summary>
    public required DateTime ReceivedAt { get; init; }

    /// <summary>
    /// The message's <c>message_id</c>, or else the <c>id</c> of its event, where it is unreadable or refused and had
    /// one.
    /// </summary>
    public string? MessageId { get; init; }
}
