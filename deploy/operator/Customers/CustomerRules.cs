using System.Text.RegularExpressions;
using Charging.Contracts;

namespace Charging.Operator.Customers;

/// <summary>What a customer must fulfil beyond having every field, so that no worker has to refuse him later.</summary>
internal static partial class CustomerRules
{
    public static IEnumerable<string> Broken(CustomerChanged customer)
    {
        var (billing, tax) = (customer.Billing, customer.Billing.Tax);
        (bool Broken, string Rule)[] rules =
        [
            (customer.CustomerId.Length is 0 or > 200, "customerId: 1 to 200 characters."),
            (customer.Version < 1, "version: 1 or more, rising with every change."),
            (customer.Plans.Count == 0, "plans: at least one, or no session of this customer can be rated."),
            (!Currencies.IsKnown(billing.Currency), $"billing.currency: '{billing.Currency}' is not an ISO 4217 code, such as EUR."),
            (!TwoSmallLetters().IsMatch(billing.Language), $"billing.language: '{billing.Language}' is not ISO 639-1, such as en."),
            (!TwoSmallLetters().IsMatch(customer.Contact.Language), "contact.language: two small letters (ISO 639-1), such as cs."),
            (!TwoLetters().IsMatch(billing.Party.Country), $"billing.party.country: '{billing.Party.Country}' is not ISO 3166, such as CZ."),
            (!Series().IsMatch(billing.InvoiceSeries), "billing.invoiceSeries: 1 to 20 capital letters and digits, such as CZ."),
            (tax.RatePercent is < 0 or > 100, "billing.tax.ratePercent: 0 to 100; 21 stands for 21 %."),
            (tax.Category != TaxCategory.Standard && tax.RatePercent != 0, "billing.tax: only the category standard has a rate above 0."),
            (NeedsReason(tax.Category) && string.IsNullOrWhiteSpace(tax.ExemptionReason),
                $"billing.tax.exemptionReason: the category {Words.Of(tax.Category)} must say why no tax is charged."),
            (!Email().IsMatch(customer.Contact.Email), $"contact.email: '{customer.Contact.Email}' is not an address, such as a@b.example."),
        ];
        return rules.Where(rule => rule.Broken).Select(rule => rule.Rule)
            .Concat(customer.PaymentMethods.SelectMany((method, index) => Broken(method, $"paymentMethods[{index}]")));
    }

    private static IEnumerable<string> Broken(PaymentMethod method, string where)
    {
        if (method.Token.Length == 0) yield return $"{where}.token: the gateway's token is missing.";
        if (CardNumber.IsIn(method.Token)) yield return $"{where}.token: that is a card number; only the gateway's token may be kept.";
        if (!FourDigits().IsMatch(method.LastFour)) yield return $"{where}.lastFour: four digits, and no more of the number than that.";
        if (method.Expiry is not null && !Month().IsMatch(method.Expiry)) yield return $"{where}.expiry: a month, such as 2028-04.";
    }

    private static bool NeedsReason(TaxCategory category) =>
        category is TaxCategory.ReverseCharge or TaxCategory.Exempt or TaxCategory.OutOfScope;

    [GeneratedRegex("^[a-z]{2}$")]
    private static partial Regex TwoSmallLetters();

    [GeneratedRegex("^[A-Z]{2}$")]
    private static partial Regex TwoLetters();

    [GeneratedRegex("^[A-Z0-9]{1,20}$")]
    private static partial Regex Series();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Email();

    [GeneratedRegex("^[0-9]{4}$")]
    private static partial Regex FourDigits();

    [GeneratedRegex("^[0-9]{4}-(0[1-9]|1[0-2])$")]
    private static partial Regex Month();
}
