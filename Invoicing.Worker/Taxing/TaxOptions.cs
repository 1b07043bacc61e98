using System.ComponentModel.DataAnnotations;

namespace Charging.Invoicing.Taxing;

/// <summary>Where rates of VAT come from; read once, when the worker starts.</summary>
internal sealed class TaxOptions : IValidatableObject
{
    /// <summary>A file of rates, used instead of those that come with the worker.</summary>
    public string? Rates { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Fault() is { } fault) yield return new($"Tax__Rates: {fault}");
    }

    private string? Fault()
    {
        try
        {
            VatRates.Open(Rates);
            return null;
        }
        catch (Exception wrong) when (
            wrong is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return wrong.Message;
        }
    }
}
