using System.Text.RegularExpressions;
using Charging.Contracts;

namespace Charging.Operator.Customers;

/// <summary>What a customer must fulfil beyond having every field, so that no worker has to refuse him later.</summary>
internal static partial class CustomerRules
{
    public static IEnumerable<string> Broken(CustomerChanged customer)
    {
        var billing = customer.Billing;
        (bool Broken, string Rule)[] rules =
        [
            (customer.CustomerId.Length is 0 or > 200, "customerId: 1 to 200 characters."),
            (customer.Version < 1, "version: 1 or more, rising with every change."),
            (customer.Plans.Count == 0, "plans: at least one, or no session can be rated."),
            (!Currencies.IsKnown(billing.Currency), "billing.currency: an ISO 4217 code, such as EUR."),
            (!Language().IsMatch(billing.Language), "billing.language: ISO 639-1, such as en."),
            (!Language().IsMatch(customer.Contact.Language), "contact.language: ISO 639-1, such as cs."),
            (!Countries.IsKnown(billing.Party.Country), "billing.party.country: ISO 3166-1, such as CZ."),
            (!Series().IsMatch(billing.InvoiceSeries), "billing.invoiceSeries: 1 to 20 capital letters and digits."),
            (billing.Party.VatId is { } id && VatId.FaultIn(id) is not null,
                $"billing.party.vatId: '{billing.Party.VatId}' has not the form or the check digit of its country's."),
            (billing.Party.Endpoint is { } address && ElectronicAddress.FaultIn(address) is not null,
                "billing.party.endpoint: a scheme of the list EAS, such as 9930, and an id with its check digits: " +
                $"{FaultIn(billing.Party.Endpoint)}."),
            (!Email().IsMatch(customer.Contact.Email), "contact.email: an address, such as a@b.example."),
        ];
        return rules.Where(rule => rule.Broken).Select(rule => rule.Rule)
            .Concat(billing.Tax is { } tax ? Broken(tax, billing.Party) : [])
            .Concat(customer.FieldsWithCardNumbers().Where(field => !field.EndsWith(".token", StringComparison.Ordinal))
                .Select(CardNumberIn))
            .Concat(customer.PaymentMethods.SelectMany((method, index) => Broken(method, $"paymentMethods[{index}]")));
    }

    private static IEnumerable<string> Broken(TaxTreatment tax, Party party)
    {
        if (tax.RatePercent is < 0 or > 100) yield return "billing.tax.ratePercent: 0 to 100; 21 stands for 21 %.";
        if (tax.Category == TaxCategory.Standard == (tax.RatePercent == 0))
            yield return "billing.tax: the category standard has a rate above 0, and no other has one.";
        if (NeedsReason(tax.Category) && string.IsNullOrWhiteSpace(tax.ExemptionReason))
            yield return $"billing.tax.exemptionReason: {Words.Of(tax.Category)} must say why no tax is charged.";
        if (tax.Category == TaxCategory.ReverseCharge && party.VatId is null)
            yield return "billing.party.vatId: reverse charge needs the customer's VAT id.";
    }

    private static IEnumerable<string> Broken(PaymentMethod method, string where)
    {
        if (method.Token.Length == 0) yield return $"{where}.token: the gateway's token is missing.";
        if (CardNumber.IsIn(method.Token))
            yield return $"{where}.token: that is a card number; only the gateway's token may be kept.";
        if (!FourDigits().IsMatch(method.LastFour))
            yield return $"{where}.lastFour: four digits, and no more than that.";
        if (method.Expiry is { } expiry && !Month().IsMatch(expiry))
            yield return $"{where}.expiry: a month, such as 2028-04.";
    }

    private static string? FaultIn(ElectronicAddress? address) =>
        address is null ? null : ElectronicAddress.FaultIn(address);

    /// <summary>The workers would mask it, and an invoice that says so cannot be changed any more.</summary>
    private static string CardNumberIn(string field) =>
        $"{field}: a card number stands in it; leave all but its last four digits out. If it is another number, such " +
        "as an order's, write it with a / in it.";

    private static bool NeedsReason(TaxCategory category) =>
        category is TaxCategory.ReverseCharge or TaxCategory.Exempt or TaxCategory.OutOfScope;

    [GeneratedRegex("^[a-z]{2}$")]
    private static partial Regex Language();

    [GeneratedRegex("^[A-Z0-9]{1,20}$")]
    private static partial Regex Series();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Email();

    [GeneratedRegex("^[0-9]{4}$")]
    private static partial Regex FourDigits();

    [GeneratedRegex("^[0-9]{4}-(0[1-9]|1[0-2])$")]
    private static partial Regex Month();
}
