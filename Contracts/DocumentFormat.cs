using System.Text.Json.Serialization;

namespace Charging.Contracts;

/// <summary>How programs read an invoice or a credit note, beside the PDF for people.</summary>
public enum DocumentFormat
{
    /// <summary>UBL 2.1 by EN 16931, made for Peppol where both sides are reached there.</summary>
    Ubl,

    /// <summary>ISDOC 6.0.2, the Czech format: beside the PDF, and in it.</summary>
    Isdoc,

    /// <summary>Factur-X and ZUGFeRD: a Cross Industry Invoice within the PDF.</summary>
    [JsonStringEnumMemberName("facturx")]
    FacturX,

    /// <summary>UBL by XRechnung 3.0, which German public buyers ask for.</summary>
    [JsonStringEnumMemberName("xrechnung")]
    XRechnung,
}
