namespace Charging.Rating.Numbers;

internal enum AddressKind
{
    /// <summary>Nobody said it: empty, or a word such as anonymous.</summary>
    Withheld,

    /// <summary>A telephone number: E.164 with a plus.</summary>
    Number,

    /// <summary>No number, and a form that the source's settings list.</summary>
    Listed,

    /// <summary>Neither.</summary>
    Unknown,
}

/// <summary>What a leg's address is, by the settings of its source.</summary>
/// <param name="Kind">Decides which of a plan's entries may price it.</param>
/// <param name="Text">The number as E.164 with a plus; else what is left without URI and display name.</param>
/// <param name="Why">For people, of an unknown one: what it lacks, and which setting would make it a number.</param>
internal readonly record struct ReadAddress(AddressKind Kind, string Text, string? Why = null);
