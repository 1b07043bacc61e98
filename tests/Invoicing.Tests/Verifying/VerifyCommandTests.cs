using System.Text;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying;

namespace Charging.Invoicing.Tests.Verifying;

/// <summary>What a script sees: 0 for what is right, whatever we wish beyond, and 1 for what is wrong.</summary>
public class VerifyCommandTests
{
    private static readonly string Right = Encoding.UTF8.GetString(UblInvoice.Write(
        Sample.ForPeppol(Sample.Invoice().Numbered(new InvoiceNumber("CZ-2026", 1)))));

    [TestCase("", "", 0)]
    [TestCase("<cbc:ID>2</cbc:ID>", "<cbc:ID>1</cbc:ID>", 0, Description = "a note: two lines of one identifier")]
    [TestCase("CZ12345679", "CZ12345678", 0, Description = "a note: check digits of VAT ids")]
    [TestCase("<cbc:InvoiceTypeCode>380", "<cbc:InvoiceTypeCode>999", 1, Description = "the norm")]
    [TestCase("<cbc:ID>", "<cbc:Number>7</cbc:Number><cbc:ID>", 1, Description = "the schema")]
    [TestCase("billing:01:1.0", "billing:1:1.0", 1, Description = "the profile")]
    [TestCase("<Invoice", "<Order", 1, Description = "no XML any more")]
    public void Only_norm_and_profile_end_with_1(string from, string to, int code)
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.xml");
        File.WriteAllText(path, from.Length == 0 ? Right : Right.Replace(from, to, StringComparison.Ordinal));
        try
        {
            Assert.That(VerifyCommand.Create().Parse([path]).Invoke(), Is.EqualTo(code));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void What_nobody_looked_at_is_said()
    {
        var document = UblDocument.Read(new MemoryStream(Encoding.UTF8.GetBytes(Right.Replace(
            "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
            "urn:cen.eu:en16931:2017#compliant#urn:of.somebody:1.0", StringComparison.Ordinal))));

        Assert.That(Unchecked.By(document.Root), Has.One.Contains("#urn:of.somebody:1.0'"));
        Assert.That(Unchecked.By(document.Root), Has.One.Contains("UBL-CR-001"));
        Assert.That(Verification.Checked(document.Root), Is.EqualTo("UBL 2.1, EN 16931"));
    }
}
