using Charging.Documents.Parties;

namespace Charging.Documents.Tests.Parties;

public class LeitwegIdTests
{
    [TestCase("04011000-1234512345-06")]
    [TestCase("04011000-12345-03")]
    [TestCase("90000000-03083-72")]
    [TestCase("991-33333TEST-33")]
    [TestCase("991-33333test-33", Description = "letters count alike")]
    [TestCase("992-90009-96")]
    public void One_that_is_in_use_is_right(string id) => Assert.That(LeitwegId.FaultIn(id), Is.Null);

    [TestCase("04011000-1234512345-07", "has wrong check digits")]
    [TestCase("04011000-1234512354-06", "has wrong check digits", Description = "two digits changed places")]
    [TestCase("0401100-1234512345-06", "has wrong check digits")]
    [TestCase("04011000-1234512345", "is no Leitweg-ID")]
    [TestCase("04011000 1234512345 06", "is no Leitweg-ID")]
    [TestCase("PO-2026-0117", "is no Leitweg-ID")]
    [TestCase("04011000-1234512345-06\n", "is no Leitweg-ID")]
    [TestCase("٠٤٠١١٠٠٠-١٢٣-٠٦", "is no Leitweg-ID", Description = "digits of another script")]
    [TestCase("", "is no Leitweg-ID")]
    public void Another_is_refused_with_what_is_wrong(string id, string fault) =>
        Assert.That(LeitwegId.FaultIn(id), Does.Contain(fault));

    [Test]
    public void Any_other_digit_in_its_place_is_found()
    {
        const string right = "04011000-12345-03";
        foreach (var at in Enumerable.Range(0, right.Length).Where(at => char.IsAsciiDigit(right[at])))
        {
            foreach (var digit in "0123456789".Where(digit => digit != right[at]))
                Assert.That(LeitwegId.FaultIn($"{right[..at]}{digit}{right[(at + 1)..]}"), Is.Not.Null);
        }
    }
}
