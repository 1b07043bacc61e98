using Charging.Contracts.Cards;

namespace Charging.Contracts;

/// <summary>
/// The whole state of one customer as of a version; a version older than the stored one is ignored. Tokens only: a card
/// number that is typed into a text all the same is kept masked. What is no issuer's number stays: order numbers,
/// Leitweg-IDs.
/// </summary>
public sealed record CustomerChanged
{
    public required string CustomerId { get; init; }

    /// <summary>Rises with every change.</summary>
    public required long Version { get; init; }

    /// <summary>Which price plan counts from when; for Rating.</summary>
    public required IReadOnlyList<PlanAssignment> Plans { get; init; }

    /// <summary>Who the invoice is for; for Invoicing.</summary>
    public required BillingProfile Billing { get; init; }

    /// <summary>Where receipts go; for Payment.</summary>
    public required Contact Contact { get; init; }

    /// <summary>In the order in which they are tried; for Payment. Empty when nothing is on file.</summary>
    public required IReadOnlyList<PaymentMethod> PaymentMethods { get; init; }

    /// <summary>Of every text but the customer's id, which must stay what it is.</summary>
    public CustomerChanged WithoutCardNumbers() => this with
    {
        Billing = Billing.WithoutCardNumbers(),
        Contact = Contact with { Email = CardNumber.Masked(Contact.Email) },
        PaymentMethods = [.. PaymentMethods.Select(method => method.WithoutCardNumbers())],
    };

    /// <summary>
    /// In which fields a card number stands, by their names on the wire: <c>billing.buyerReference</c>.
    /// </summary>
    public IEnumerable<string> FieldsWithCardNumbers() =>
        Billing.Texts().Select(one => ($"billing.{one.Field}", one.Text))
            .Append(("contact.email", Contact.Email))
            .Concat(PaymentMethods.SelectMany((method, i) =>
                method.Texts().Select(one => ($"paymentMethods[{i}].{one.Field}", one.Text))))
            .Where(one => one.Item2 is { } text && CardNumber.IsIn(text))
            .Select(one => one.Item1);
}

/// <summary>From this local date of the plan's zone on, sessions are rated by this plan.</summary>
public sealed record PlanAssignment
{
    public required string PlanCode { get; init; }

    public required DateOnly ValidFrom { get; init; }
}

public sealed record BillingProfile
{
    public required Party Party { get; init; }

    /// <summary>ISO 639-1, lower case: en, cs.</summary>
    public required string Language { get; init; }

    /// <summary>ISO 4217; plans in another currency are not billed to this customer.</summary>
    public required string Currency { get; init; }

    /// <summary>The code of the seller who issues the invoices, and so how they are numbered; such as CZ.</summary>
    public required string InvoiceSeries { get; init; }

    /// <summary>
    /// Null where the rules of VAT decide, by seller, customer, service and day; what is given here goes before them.
    /// </summary>
    public TaxTreatment? Tax { get; init; }

    /// <summary>What the customer wants to find on each invoice (BT-10); a Leitweg-ID for XRechnung.</summary>
    public string? BuyerReference { get; init; }

    /// <summary>In which formats documents come, beside the PDF; null where the seller's choice holds.</summary>
    public IReadOnlyList<DocumentFormat>? Formats { get; init; }

    internal BillingProfile WithoutCardNumbers() => this with
    {
        Party = Party.WithoutCardNumbers(),
        Tax = Tax is { ExemptionReason: { } reason } ? Tax with { ExemptionReason = CardNumber.Masked(reason) } : Tax,
        BuyerReference = BuyerReference is { } reference ? CardNumber.Masked(reference) : null,
    };

    internal IEnumerable<(string Field, string? Text)> Texts() => Party.Texts()
        .Select(one => ($"party.{one.Field}", one.Text))
        .Append(("tax.exemptionReason", Tax?.ExemptionReason))
        .Append(("buyerReference", BuyerReference));
}

/// <summary>How this customer's usage is taxed.</summary>
public sealed record TaxTreatment
{
    public required TaxCategory Category { get; init; }

    /// <summary>21 for 21 %; 0 unless the category is standard.</summary>
    public required decimal RatePercent { get; init; }

    /// <summary>
    /// Why no tax is charged; required on the invoice for every category but standard and zero rated.
    /// </summary>
    public string? ExemptionReason { get; init; }
}

public sealed record Contact
{
    public required string Email { get; init; }

    /// <summary>ISO 639-1, lower case: en, cs.</summary>
    public required string Language { get; init; }
}

/// <summary>A card or bank account, known to us by the gateway's token alone.</summary>
public sealed record PaymentMethod
{
    public required PaymentMethodKind Kind { get; init; }

    public required string Token { get; init; }

    /// <summary>visa, mastercard; or the bank's name.</summary>
    public required string Brand { get; init; }

    /// <summary>All that is ever shown of a card or account.</summary>
    public required string LastFour { get; init; }

    /// <summary>The last month in which a card is good, as <c>2028-04</c>.</summary>
    public string? Expiry { get; init; }

    /// <summary>The mandate under which a bank account may be debited (BT-89).</summary>
    public string? MandateReference { get; init; }

    /// <summary>What else is known of that mandate.</summary>
    public MandateTerms? Mandate { get; init; }

    internal PaymentMethod WithoutCardNumbers() => this with
    {
        Token = CardNumber.Masked(Token),
        Brand = CardNumber.Masked(Brand),
        LastFour = CardNumber.Masked(LastFour),
        Expiry = Expiry is null ? null : CardNumber.Masked(Expiry),
        MandateReference = MandateReference is null ? null : CardNumber.Masked(MandateReference),
    };

    internal IEnumerable<(string Field, string? Text)> Texts() =>
    [
        ("token", Token), ("brand", Brand), ("lastFour", LastFour), ("expiry", Expiry),
        ("mandateReference", MandateReference),
    ];
}

/// <summary>What was agreed with the mandate of a bank account.</summary>
public sealed record MandateTerms
{
    /// <summary>What SEPA asks for where nothing is agreed.</summary>
    public const int UsualDays = 14;

    /// <summary>By the customer.</summary>
    public DateOnly? SignedOn { get; init; }

    /// <summary>
    /// How many days before it is drawn a debit is told; null where the seller's number holds. Fewer than
    /// <see cref="UsualDays"/>, or than the seller's, only as agreed. 0 is drawn at once.
    /// </summary>
    public int? PrenotificationDays { get; init; }

    /// <summary>The customer has agreed to that number.</summary>
    public bool Agreed { get; init; }

    /// <summary>When they did.</summary>
    public DateOnly? AgreedOn { get; init; }
}

public enum PaymentMethodKind
{
    Card,
    BankAccount,
}
