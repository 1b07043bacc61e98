using Charging.Documents.Ubl;

namespace Charging.Documents.Tests.Ubl;

public class SchemeDigitsTests
{
    [TestCase("0088", "4006381333931")]
    [TestCase("0088", "9482348239847239874", Description = "Peppol takes a GLN of any length")]
    [TestCase("0192", "974760673")]
    [TestCase("0184", "13585628")]
    [TestCase("0184", "DK13585628")]
    [TestCase("0208", "0202239951")]
    [TestCase("0007", "5560360793")]
    [TestCase("0151", "51824753556")]
    [TestCase("9930", "whatever it be")]
    public void A_right_identifier_passes(string scheme, string id) =>
        Assert.That(SchemeDigits.FaultIn(scheme, id), Is.Null);

    [TestCase("0088", "4006381333932")]
    [TestCase("0088", "400638133393I")]
    [TestCase("0088", "")]
    [TestCase("0192", "974760674")]
    [TestCase("0192", "000000000")]
    [TestCase("0192", "9747606730")]
    [TestCase("0184", "1358562")]
    [TestCase("0184", "SE13585628")]
    [TestCase("0208", "0202239952")]
    [TestCase("0208", "202239951")]
    [TestCase("0007", "5560360794")]
    [TestCase("0007", "55603607931")]
    [TestCase("0151", "51824753557")]
    public void A_wrong_one_says_how_a_right_one_looks(string scheme, string id) =>
        Assert.That(SchemeDigits.FaultIn(scheme, id), Does.StartWith($"'{id}' of scheme {scheme} is not a"));

    [TestCase("0192", "974760673", 9)]
    [TestCase("0088", "4006381333931", 13)]
    [TestCase("0208", "0202239951", 10)]
    [TestCase("0007", "5560360793", 10)]
    public void Any_digit_typed_wrong_is_seen(string scheme, string id, int digits)
    {
        Assert.That(id, Has.Length.EqualTo(digits));
        for (var at = 0; at < id.Length; at++)
        {
            foreach (var other in "0123456789".Where(digit => digit != id[at]))
                Assert.That(SchemeDigits.FaultIn(scheme, id[..at] + other + id[(at + 1)..]), Is.Not.Null);
        }
    }
}
