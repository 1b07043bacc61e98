namespace Charging.Invoicing.Crediting;

/// <summary>What was asked would give back more than is left of an invoice, or nothing.</summary>
internal sealed class CreditRefusedException(string message) : InvalidOperationException(message);
