using System.Text.Json;
using Charging.Documents.Parties;

namespace Charging.Documents.Tests.Parties;

/// <summary>One id of each member state whose check digits are right by its tax office's rule.</summary>
public class VatIdTests
{
    private static readonly string[] Right =
    [
        "ATU13585627", "BE0403019261", "BG175074752", "CY10259033P", "CZ25123891", "CZ7103192745", "DE136695976",
        "DK13585628", "EE100931558", "EL094259216", "ES54362315K", "ESB58378431", "ESX2482300W", "FI20774740",
        "FR40303265045", "FR23334175221", "HR33392005961", "HU12892312", "IE6433435F", "IE6433435OA", "IE8D79739I",
        "IT00743110157", "LT119511515", "LT100001919017", "LU15027442", "LV40003521600", "MT11679112",
        "NL004495445B01", "NL000099998B57", "PL8567346215", "PT501964843", "RO18547290", "SE123456789701",
        "SI50223054", "SK2022749619",
    ];

    [TestCaseSource(nameof(Right))]
    public void An_id_with_its_check_digit_is_right(string id) => Assert.That(VatId.FaultIn(id), Is.Null);

    [TestCaseSource(nameof(Right))]
    public void An_id_with_another_digit_in_it_is_wrong(string id)
    {
        // The fourth character from the end is a digit in each; raised by one it is a usual slip of the finger.
        var at = id.Length - 4;
        var digit = (char)('0' + ((id[at] - '0' + 1) % 10));

        Assert.That(
            VatId.FaultIn($"{id[..at]}{digit}{id[(at + 1)..]}"), Does.Contain("check digit").Or.Contain("form"));
    }

    [TestCase("CZ1234567", "has not the form of those of CZ")]
    [TestCase("DE012345678", "has not the form of those of DE")]
    [TestCase("ATX13585627", "has not the form of those of AT")]
    [TestCase("cz25123891", "two capital letters")]
    [TestCase("25123891", "two capital letters")]
    [TestCase("CZ 25123891", "two capital letters")]
    [TestCase("CHE-123.456.78 MWST", "has not the form of those of CH")]
    [TestCase("CHE123456788MVA", "has not the form of those of CH")]
    [TestCase("", "two capital letters")]
    public void What_is_wrong_is_said(string id, string what) => Assert.That(VatId.FaultIn(id), Does.Contain(what));

    [TestCase("CHE123456788")]
    [TestCase("CHE-123.456.788")]
    [TestCase("CHE-123.456.788 MWST")]
    [TestCase("CHE-123.456.788 TVA")]
    [TestCase("CHE123456788IVA")]
    [TestCase("NO974760673MVA")]
    [TestCase("XI123456789")]
    [TestCase("CZ123456789", Description = "a person's of nine digits has no check")]
    [TestCase("LV16117519997", Description = "a person's")]
    [TestCase("FRK7399859412", Description = "a key with a letter")]
    public void Where_no_check_is_known_the_form_is_enough(string id) => Assert.That(VatId.FaultIn(id), Is.Null);

    [TestCase("CHE-123.456.788 MWST", "CHE123456788MWST")]
    [TestCase("che 123 456 788 tva", "CHE123456788TVA")]
    [TestCase("CHE-123.456.788", "CHE123456788")]
    [TestCase("CHE123456788IVA", "CHE123456788IVA")]
    [TestCase("CHE-123.456.78 MWST", "CHE-123.456.78 MWST", Description = "none, and left to be refused as it is")]
    [TestCase("CZ25123891", "CZ25123891")]
    public void A_Swiss_id_is_kept_in_one_form_however_it_was_written(string id, string kept)
    {
        var party = new Party { Name = "A", Street = "B", City = "C", PostalCode = "1", Country = "CH", VatId = id };

        Assert.That(party.VatId, Is.EqualTo(kept));
        var again = JsonSerializer.Deserialize<Party>(JsonSerializer.Serialize(party, Wire.Json), Wire.Json);
        Assert.That(again, Is.EqualTo(party));
    }

    [TestCase("CZ", true)]
    [TestCase("GR", true)]
    [TestCase("EL", false)]
    [TestCase("XI", false)]
    [TestCase("GB", false)]
    [TestCase("CH", false)]
    public void Member_states_are_known_by_their_iso_code(string country, bool expected) =>
        Assert.That(VatId.IsMemberState(country), Is.EqualTo(expected));
}
