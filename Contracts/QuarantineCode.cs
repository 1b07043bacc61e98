using System.Text.Json.Serialization;

namespace Charging.Contracts;

/// <summary>Why a session cannot be charged as it came. On the wire and in the database in kebab case.</summary>
public enum QuarantineCode
{
    /// <summary>An empty key field, no legs where there must be some, or a leg without its times.</summary>
    [JsonStringEnumMemberName("missing-field")] MissingField,

    /// <summary>The session, or a leg of it, ends before it began.</summary>
    [JsonStringEnumMemberName("ends-before-start")] EndsBeforeStart,

    /// <summary>A leg reaches more than a second beyond its session.</summary>
    [JsonStringEnumMemberName("leg-outside-session")] LegOutsideSession,

    /// <summary>More than seven days.</summary>
    [JsonStringEnumMemberName("too-long")] TooLong,

    /// <summary>Dated more than 24 hours ahead of the clock.</summary>
    [JsonStringEnumMemberName("future")] Future,

    /// <summary>Dated more than 400 days back.</summary>
    [JsonStringEnumMemberName("too-old")] TooOld,

    /// <summary>
    /// A message or data session without a whole quantity of 0 or more; or any with a quantity of more than 28 digits.
    /// </summary>
    [JsonStringEnumMemberName("bad-quantity")] BadQuantity,

    /// <summary>More than 32 attributes, 1,000 legs, or a text longer than its field allows.</summary>
    [JsonStringEnumMemberName("too-large")] TooLarge,

    /// <summary>Nobody by that id.</summary>
    [JsonStringEnumMemberName("unknown-customer")] UnknownCustomer,

    /// <summary>The customer has no plan at the time the session started.</summary>
    [JsonStringEnumMemberName("no-plan")] NoPlan,

    /// <summary>The plan has no price for that service or destination.</summary>
    [JsonStringEnumMemberName("no-price")] NoPrice,

    /// <summary>The legs could not be had from the bridge.</summary>
    [JsonStringEnumMemberName("no-detail")] NoDetail,

    /// <summary>The same key with other content; the first stays.</summary>
    [JsonStringEnumMemberName("conflict")] Conflict,

    /// <summary>
    /// Of earlier releases: a text was taken for a card number, and the kept bytes were masked. Such a session is
    /// charged now, and the text masked.
    /// </summary>
    [JsonStringEnumMemberName("card-number")] CardNumber,

    /// <summary>
    /// An address that decides the price is neither a telephone number nor a form that settings and plan know.
    /// </summary>
    [JsonStringEnumMemberName("bad-address")] BadAddress,

    /// <summary>It costs more than one session may.</summary>
    [JsonStringEnumMemberName("over-ceiling")] OverCeiling,
}
