namespace Charging.Contracts.Tests;

public class NameBasedIdTests
{
    private static readonly Guid Dns = new("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    [TestCase("www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2", Description = "the example of RFC 9562, A.4")]
    [TestCase("python.org", "886313e1-3b8a-5372-9b90-0c9aee199e5d")]
    public void A_known_name_has_its_known_id(string name, string expected) =>
        Assert.That(NameBasedId.Of(Dns, name), Is.EqualTo(new Guid(expected)));

    [Test]
    public void A_name_of_any_length_and_script_has_an_id()
    {
        Assert.That(NameBasedId.Of(Dns, ""), Is.Not.EqualTo(Guid.Empty));
        Assert.That(NameBasedId.Of(Dns, new string('č', 5000)),
            Is.Not.EqualTo(NameBasedId.Of(Dns, new string('č', 5001))));
    }

    [Test]
    public void A_session_has_one_usage_and_one_invoice_for_ever()
    {
        var key = new SessionKey("bridge-7.prague.example", "8f1c0d52");

        Assert.That(key.UsageId, Is.EqualTo(new Guid("e65d69f9-c72a-5856-a002-f2827563473a")));
        Assert.That(key.InvoiceId, Is.EqualTo(new Guid("117cd0f6-53d3-5ebb-a075-e21ab732dea9")));
    }
}
