using System.Text.Json;
using System.Text.Json.Nodes;

namespace Charging.Contracts.Tests;

public class WireTests
{
    private static IEnumerable<StoredMessage> Messages => StoredMessage.All;

    private static IEnumerable<TestCaseData> RequiredMembers() =>
        from message in Messages
        from member in message.Members
        where member.Required
        select new TestCaseData(message, member.Name).SetArgDisplayNames($"{message}", member.Name);

    [TestCaseSource(nameof(Messages))]
    public void A_stored_message_is_read_and_written_back_the_same(StoredMessage message)
    {
        var written = JsonNode.Parse(JsonSerializer.Serialize(message.Read(), message.Type, Wire.Json));

        Assert.That(JsonNode.DeepEquals(written, JsonNode.Parse(message.Json)), Is.True, written?.ToJsonString());
    }

    [TestCaseSource(nameof(Messages))]
    public void A_message_is_written_in_one_line_without_nulls(StoredMessage message)
    {
        var written = JsonSerializer.Serialize(message.Read(), message.Type, Wire.Json);

        Assert.That(written, Does.Not.Contain('\n').And.Not.Contain("null").And.Not.Contain("\": "));
    }

    [TestCaseSource(nameof(Messages))]
    public void Every_member_of_a_message_stands_in_its_file(StoredMessage message) =>
        Assert.That(
            JsonNode.Parse(message.Json)!.AsObject().Select(member => member.Key),
            Is.EquivalentTo(message.Members.Select(member => member.Name)));

    [TestCaseSource(nameof(RequiredMembers))]
    public void A_missing_member_is_refused_and_named(StoredMessage message, string member) =>
        Assert.That(
            () => message.With(root => root.Remove(member)).Read(),
            Throws.TypeOf<JsonException>().With.Message.Contains($"'{member}'"));

    [TestCaseSource(nameof(RequiredMembers))]
    public void A_null_where_none_may_be_is_refused(StoredMessage message, string member) =>
        Assert.That(() => message.With(root => root[member] = null).Read(), Throws.TypeOf<JsonException>());

    [TestCaseSource(nameof(Messages))]
    public void An_unknown_member_is_ignored(StoredMessage message) =>
        Assert.That(
            JsonSerializer.Serialize(message.With(root => root["later"] = 1).Read(), message.Type, Wire.Json),
            Is.EqualTo(JsonSerializer.Serialize(message.Read(), message.Type, Wire.Json)));

    [TestCaseSource(nameof(Messages))]
    public void A_member_that_stands_twice_is_refused(StoredMessage message)
    {
        var (name, value) = JsonNode.Parse(message.Json)!.AsObject().First();
        var twice = $$"""{ "{{name}}": {{value!.ToJsonString()}}, {{message.Json.TrimStart()[1..]}}""";

        Assert.That(() => (message with { Json = twice }).Read(), Throws.TypeOf<JsonException>());
    }

    [Test]
    public void A_name_in_another_case_is_another_name() =>
        Assert.That(
            () => StoredMessage.Of<ReceiptSent>().With(root =>
            {
                root.Remove("mailId");
                root["MailId"] = "1";
            }).Read(),
            Throws.TypeOf<JsonException>());

    [TestCase("service", "\"fax\"", "'fax' is not a Service; use conference, voice, message, data.")]
    [TestCase("service", "\"Voice\"", "'Voice' is not a Service")]
    [TestCase("service", "1", "'Number' is not a Service")]
    [TestCase("service", "\"\"", "'' is not a Service")]
    public void An_unknown_word_is_refused_with_those_that_are_known(string member, string value, string reason) =>
        Assert.That(
            () => Session(member, value),
            Throws.TypeOf<JsonException>().With.Message.Contains(reason));

    [TestCase("2026-11-20T09:00:00Z", "2026-11-20T09:00:00.000Z")]
    [TestCase("2026-11-20T09:00:00.1Z", "2026-11-20T09:00:00.100Z")]
    [TestCase("2026-11-20T09:00:00.1239999Z", "2026-11-20T09:00:00.123Z")]
    [TestCase("2026-11-20T10:00:00+01:00", "2026-11-20T09:00:00.000Z")]
    [TestCase("2026-11-20T04:30:00.5-04:30", "2026-11-20T09:00:00.500Z")]
    public void A_timestamp_of_any_offset_becomes_utc_cut_to_milliseconds(string text, string expected) =>
        Assert.That(
            Session("startedAt", $"\"{text}\"").StartedAt.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", null),
            Is.EqualTo(expected[..^1] + "0000"));

    [Test]
    public void A_timestamp_is_of_the_kind_utc() =>
        Assert.That(Session("startedAt", "\"2026-11-20T10:00:00+01:00\"").StartedAt.Kind, Is.EqualTo(DateTimeKind.Utc));

    [TestCase("\"2026-11-20T09:00:00\"", Description = "no offset")]
    [TestCase("\"2026-11-20T09:00:00.123\"", Description = "no offset")]
    [TestCase("\"2026-11-20\"", Description = "a date")]
    [TestCase("\"2026-11-20 09:00:00Z\"", Description = "no T")]
    [TestCase("\"20.11.2026 09:00\"")]
    [TestCase("\"2026-13-20T09:00:00Z\"", Description = "no such month")]
    [TestCase("\"\"")]
    [TestCase("1732093200")]
    [TestCase("{}")]
    public void What_is_no_moment_is_refused(string value) =>
        Assert.That(() => Session("startedAt", value), Throws.TypeOf<JsonException>());

    [TestCase("quantity", "\"5\"", Description = "a number in quotes")]
    [TestCase("quantity", "\"NaN\"")]
    [TestCase("sessionId", "5", Description = "a number for a text")]
    [TestCase("legs", "{}")]
    [TestCase("legs", "null")]
    [TestCase("attributes", "{ \"a\": 1 }")]
    [TestCase("attributes", "{ \"a\": \"1\", \"a\": \"2\" }", Description = "a key that stands twice")]
    public void A_value_of_another_kind_is_refused(string member, string value) =>
        Assert.That(() => Session(member, value), Throws.TypeOf<JsonException>());

    [Test]
    public void A_session_may_come_without_what_it_does_not_need()
    {
        var session = (SessionEnded)StoredMessage.Of<SessionEnded>().With(root =>
        {
            foreach (var member in (string[])["legs", "quantity", "detailUri", "attributes"]) root.Remove(member);
        }).Read();

        Assert.That((session.Legs, session.Attributes, session.Quantity), Is.EqualTo((
            Array.Empty<Leg>(), new Dictionary<string, string>(), default(decimal?))));
    }

    [Test]
    public void A_customer_may_come_without_what_billing_can_do_without()
    {
        string[] members = ["tax", "buyerReference"];
        var customer = (CustomerChanged)StoredMessage.Of<CustomerChanged>().With(root =>
        {
            foreach (var member in members) root["billing"]!.AsObject().Remove(member);
        }).Read();

        Assert.That((customer.Billing.Tax, customer.Billing.BuyerReference),
            Is.EqualTo(((TaxTreatment?)null, (string?)null)));
        foreach (var member in members)
            Assert.That(JsonSerializer.Serialize(customer, Wire.Json), Does.Not.Contain($"\"{member}\""));
    }

    [Test]
    public void An_invoice_of_old_is_read_without_the_rule_of_its_tax()
    {
        var invoice = (InvoiceCreated)StoredMessage.Of<InvoiceCreated>().With(root =>
        {
            var subtotal = root["taxSubtotals"]![0]!.AsObject();
            foreach (var member in (string[])["exemptionCode", "rule"]) subtotal.Remove(member);
            foreach (var member in (string[])["sellerCode", "sellerIban"]) root.Remove(member);
        }).Read();

        Assert.That(
            (string?[])
            [
                invoice.TaxSubtotals[0].Rule, invoice.TaxSubtotals[0].ExemptionCode, invoice.SellerIban,
                invoice.SellerCode,
            ],
            Is.All.Null);
    }

    [Test]
    public void An_invoice_of_one_session_says_nothing_of_sessions_and_one_of_old_is_still_read()
    {
        var old = StoredMessage.Of<InvoiceCreated>().With(root => root.Remove("sessions"));

        var read = (InvoiceCreated)old.Read();

        Assert.That(read.Sessions, Is.Null);
        Assert.That(JsonNode.DeepEquals(
            JsonNode.Parse(JsonSerializer.Serialize(read, Wire.Json)), JsonNode.Parse(old.Json)));
    }

    [Test]
    public void Only_utc_goes_on_the_wire()
    {
        var session = (SessionEnded)StoredMessage.Of<SessionEnded>().Read() with
        {
            StartedAt = new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Unspecified),
        };

        Assert.That(() => JsonSerializer.Serialize(session, Wire.Json), Throws.TypeOf<JsonException>());
    }

    [Test]
    public void No_member_takes_a_name_that_the_bus_keeps_for_itself() =>
        Assert.That(
            Messages.SelectMany(message => message.Type.GetProperties()).Select(property => property.Name),
            Has.None.AnyOf("EventId", "CommandId", "CorrelationId"));

    private static SessionEnded Session(string member, string value)
    {
        var session = StoredMessage.Of<SessionEnded>().With(root => root.Remove(member)).Json;
        return JsonSerializer.Deserialize<SessionEnded>($$"""{ "{{member}}": {{value}}, {{session[1..]}}""",
            Wire.Json)!;
    }
}
