using System.ComponentModel.DataAnnotations;

namespace Charging.Invoicing.Tests;

public class SellerTests
{
    [Test]
    public void A_whole_seller_is_accepted() =>
        Assert.That(FaultsOf(Of("CZ", "CZ12345679", "Europe/Prague")), Is.Empty);

    [TestCase("Czechia", "CZ12345679", "Europe/Prague", "Seller__Country must be two capital letters")]
    [TestCase("CZ", "12345678", "Europe/Prague", "Seller__VatId: the VAT id '12345678' is not")]
    [TestCase("CZ", "", "Europe/Prague", "Set Seller__VatId")]
    [TestCase("CZ", "CZ12345679", "Prague", "Seller__TimeZone is 'Prague'")]
    public void A_bad_seller_says_which_setting(string country, string vatId, string timeZone, string fault) =>
        Assert.That(FaultsOf(Of(country, vatId, timeZone)), Has.One.StartsWith(fault));

    private static Seller Of(string country, string vatId, string timeZone) => new()
    {
        Name = "Bridge & Line",
        Street = "Dlouhá 1",
        City = "Praha",
        PostalCode = "110 00",
        Country = country,
        VatId = vatId,
        TimeZone = timeZone,
    };

    private static IEnumerable<string?> FaultsOf(Seller seller)
    {
        List<ValidationResult> faults = [];
        Validator.TryValidateObject(seller, new ValidationContext(seller), faults, validateAllProperties: true);
        return faults.Select(fault => fault.ErrorMessage);
    }
}
