namespace Charging.Documents.Verifying.Rules;

/// <summary>Who asks for what is not kept; only a note lets the document pass.</summary>
public enum FaultClass
{
    /// <summary>EN 16931 and the schema of UBL 2.1.</summary>
    Norm,

    /// <summary>What the document says that it follows beside the norm: Peppol BIS Billing 3 or XRechnung.</summary>
    Profile,

    /// <summary>A wish of our own: sums exact to the last digit, check digits, no card number.</summary>
    Note,
}

/// <summary>
/// What a document does not keep: the rule by its name where it has one, the fault for people, and where it is: the
/// path of an element, or nothing for the document as a whole.
/// </summary>
public sealed record Fault(string Rule, string What, FaultClass Class = FaultClass.Note, string Where = "");
