using System.Text.RegularExpressions;
using Charging.Contracts.Cards;

namespace Charging.Documents.Parties;

/// <summary>
/// What a customer must fulfil beyond having every field, for everybody who hears of one, and for whoever announces
/// one: nothing is drawn from a customer whose invoice (EN 16931) or receipt could never be written. Each fault names
/// the field, and never repeats what a terminal would obey.
/// </summary>
public static partial class CustomerRules
{
    private const int LongestToken = 500;

    /// <summary>Why the customer cannot be kept and what to do about it; null for one that can.</summary>
    /// <param name="customer">As told; card numbers may be masked already.</param>
    /// <param name="now">UTC.</param>
    public static string? Refusal(CustomerChanged customer, DateTime now) => Refusal(customer, seller: null, now);

    /// <summary>The same for who knows the seller, if there is one by the code that the customer names.</summary>
    public static string? Refusal(CustomerChanged customer, IssuingSeller? seller, DateTime now)
    {
        var faults = string.Join("; ", FaultsIn(customer, seller, now));
        return faults.Length == 0 ? null
            : $"Customer '{Plain.Quoted(customer.CustomerId)}' version {customer.Version} cannot be kept: {faults}. " +
                "Mend it where it came from and publish it again with a higher version.";
    }

    /// <summary>Everything that is wrong, for people; empty when the customer can be kept.</summary>
    /// <param name="customer">As told; card numbers may be masked already.</param>
    /// <param name="now">UTC; no version is ahead of it. See <see cref="CustomerVersion"/>.</param>
    public static IEnumerable<string> FaultsIn(CustomerChanged customer, DateTime now) =>
    [
        .. Plain.Needed("customerId", customer.CustomerId),
        .. CustomerVersion.FaultIn(customer.Version, now) is { } fault ? [$"version: {fault}"] : (string[])[],
        .. customer.Plans.SelectMany((plan, index) => Plain.Needed($"plans[{index}].planCode", plan.PlanCode)),
        .. FaultsIn(customer.Billing),
        .. FaultsIn(customer.Contact),
        .. customer.PaymentMethods.SelectMany((method, index) => (IEnumerable<string>)
        [
            .. FaultsIn(method, $"paymentMethods[{index}]"),
            .. MandateRules.FaultsIn(method, $"paymentMethods[{index}].mandate", now),
        ]),
    ];

    /// <summary>The same for who knows the seller, if there is one by the code that the customer names.</summary>
    public static IEnumerable<string> FaultsIn(CustomerChanged customer, IssuingSeller? seller, DateTime now) =>
    [
        .. FaultsIn(customer, now), .. seller is null ? [] : FormatRules.FaultsBetween(seller, customer.Billing),
    ];

    /// <summary>What stands in the way of an invoice.</summary>
    public static IEnumerable<string> FaultsIn(BillingProfile billing)
    {
        if (!Currencies.IsKnown(billing.Currency))
            yield return
                $"billing.currency: '{Plain.Quoted(billing.Currency)}' is not an ISO 4217 currency, such as EUR";
        if (!Language().IsMatch(billing.Language)) yield return "billing.language: ISO 639-1 in lower case, such as en";
        if (string.IsNullOrWhiteSpace(billing.InvoiceSeries))
            yield return "billing.invoiceSeries: the invoice series is empty";
        else if (!Series().IsMatch(billing.InvoiceSeries))
            yield return "billing.invoiceSeries: a seller's code, 1 to 20 capital letters and digits";

        foreach (var fault in Plain.IfAny("billing.buyerReference", billing.BuyerReference)) yield return fault;
        foreach (var fault in FaultsIn(billing.Party)) yield return fault;
        foreach (var fault in billing.Tax is { } tax ? FaultsIn(tax, billing.Party) : []) yield return fault;
        foreach (var fault in FormatRules.FaultsIn(billing)) yield return fault;
    }

    private static IEnumerable<string> FaultsIn(Party party)
    {
        const string where = "billing.party";
        if (string.IsNullOrWhiteSpace(party.Name)) yield return $"{where}.name: the name is empty";
        if (!Countries.IsKnown(party.Country))
            yield return
                $"{where}.country: the country '{Plain.Quoted(party.Country)}' is none of ISO 3166-1, such as CZ";
        foreach (var fault in Texts()) yield return fault;
        if (party.VatId is { } id && !Plain.IfAny("", id).Any() && VatId.FaultIn(id) is { } wrong)
            yield return $"{where}.vatId: {wrong}";
        if (party.Endpoint is { } address && !Plain.IfAny("", address.Scheme).Any()
            && !Plain.IfAny("", address.Id).Any() && ElectronicAddressRules.FaultIn(address) is { } lost)
            yield return $"{where}.endpoint: {lost}";

        IEnumerable<string> Texts() =>
        [
            .. Plain.IfAny($"{where}.name", party.Name), .. Plain.IfAny($"{where}.street", party.Street),
            .. Plain.IfAny($"{where}.city", party.City), .. Plain.IfAny($"{where}.postalCode", party.PostalCode),
            .. Plain.IfAny($"{where}.vatId", party.VatId),
            .. Plain.IfAny($"{where}.endpoint.scheme", party.Endpoint?.Scheme),
            .. Plain.IfAny($"{where}.endpoint.id", party.Endpoint?.Id),
            .. Plain.IfAny($"{where}.contact.name", party.Contact?.Name),
            .. Plain.IfAny($"{where}.contact.phone", party.Contact?.Phone),
            .. Plain.IfAny($"{where}.contact.email", party.Contact?.Email),
        ];
    }

    /// <summary>
    /// Reverse charge and what is out of scope have words of their own where no reason is given (BR-AE-10, BR-O-10).
    /// </summary>
    private static IEnumerable<string> FaultsIn(TaxTreatment tax, Party party)
    {
        foreach (var fault in Plain.IfAny("billing.tax.exemptionReason", tax.ExemptionReason, Plain.LongestReason))
            yield return fault;
        if (tax.Category == TaxCategory.Standard && tax.RatePercent is <= 0 or > 100)
            yield return
                $"billing.tax.ratePercent: a standard rate of {tax.RatePercent} % is not above 0 and at most 100";
        if (tax.Category != TaxCategory.Standard && tax.RatePercent != 0)
            yield return $"billing.tax: a rate of {tax.RatePercent} % needs the category standard";
        if (tax.Category == TaxCategory.ReverseCharge && string.IsNullOrWhiteSpace(party.VatId))
            yield return "billing.party.vatId: reverse charge needs the customer's VAT id (BR-AE-02)";
        if (tax.Category == TaxCategory.Exempt && string.IsNullOrWhiteSpace(tax.ExemptionReason))
            yield return "billing.tax.exemptionReason: an exemption needs its reason (BR-E-10)";
    }

    private static IEnumerable<string> FaultsIn(Contact contact)
    {
        if (MailAddress.FaultIn(contact.Email) is { } fault) yield return $"contact.email: {fault}";
        if (!Language().IsMatch(contact.Language)) yield return "contact.language: ISO 639-1 in lower case, such as cs";
    }

    /// <summary>Where a card number was masked, nothing more is asked of the text that held it.</summary>
    private static IEnumerable<string> FaultsIn(PaymentMethod method, string where)
    {
        foreach (var fault in Plain.Needed($"{where}.token", method.Token, LongestToken)) yield return fault;
        if (CardNumber.IsIn(method.Token))
            yield return $"{where}.token: that is a card number; only the gateway's token may be kept";
        foreach (var fault in Plain.IfAny($"{where}.brand", method.Brand)) yield return fault;
        if (!LastFour().IsMatch(method.LastFour) && !method.LastFour.Contains('*', StringComparison.Ordinal))
            yield return $"{where}.lastFour: the last four digits, and no more than that";
        if (method.Expiry is { } expiry && !Month().IsMatch(expiry))
            yield return $"{where}.expiry: a month, such as 2028-04";
        foreach (var fault in Plain.IfAny($"{where}.mandateReference", method.MandateReference, LongestToken))
            yield return fault;
    }

    [GeneratedRegex(@"^[a-z]{2}\z")]
    private static partial Regex Language();

    [GeneratedRegex(@"^[A-Z0-9]{1,20}\z")]
    private static partial Regex Series();

    /// <summary>The last letters of some accounts are letters.</summary>
    [GeneratedRegex(@"^[0-9A-Za-z]{0,4}\z")]
    private static partial Regex LastFour();

    [GeneratedRegex(@"^[0-9]{4}-(0[1-9]|1[0-2])\z")]
    private static partial Regex Month();
}
