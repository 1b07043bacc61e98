using Charging.Rating.Tests.Importing;
using static Charging.Contracts.QuarantineCode;
using static Charging.Rating.Tests.Numbers.NumberSample;

namespace Charging.Rating.Tests.Numbers;

/// <summary>What is not understood is never priced by what is meant for any number.</summary>
public class PricedNumberTests
{
    private static readonly Leg Caller = Sample.Leg with { LegId = "a", Direction = LegDirection.Inbound };

    [TestCase("<sip:+420601234567@example.org>")]
    [TestCase("sip:1234#420601234567@example.org")]
    [TestCase("sip:%2B420601234567@example.org")]
    public void A_call_of_Kamailio_costs_the_same_in_whatever_form_its_number_comes(string callee)
    {
        var call = StoredRecord.Of<KamailioCdr>().With(record => record["callee"] = callee).Session();

        Assert.That(
            (ByDestination.Under(Settings(Czech)).PriceOf(call) as Quote)?.Charge,
            Is.EqualTo(new Money(180, "EUR")), "two started minutes");
    }

    [Test]
    public void Every_writing_of_one_number_has_one_price()
    {
        string[] prefixes =
            ["+420", "00420", "420", "", "+ 420 ", "1234#+420", "1234#00420", "1234#420", "*31*", "+420(0)"];
        string[] numbers = ["601234567", "601 234 567", "601-234-567", "(601) 234.567", "60/1234567"];
        string[] around =
        [
            "{0}", " {0} ", "sip:{0}@h", "SIPS:{0}@h:5061;user=phone", "<sip:{0}@h>;tag=1", "\"A\" <tel:{0}>",
            "tel:{0};ext=7", "sip:{0};cpc=ordinary@h?a=b",
        ];
        var users = prefixes.SelectMany(_ => numbers, (prefix, number) => prefix + number).ToList();
        var forms = around.SelectMany(_ => users, (form, user) => form.Replace("{0}", user))
            .Concat(around.Skip(2).SelectMany(
                _ => users, (form, user) => form.Replace("{0}", Uri.EscapeDataString(user)))).ToList();

        Assert.That(forms, Has.Count.EqualTo(700));
        Assert.That(forms.Where(form => PriceOf(form, Czech) is not Quote { Charge.Minor: 90 }), Is.Empty);
    }

    [TestCase("00420601234567", "Numbers__0__Source=bridge-7.prague.example and Numbers__0__International=00")]
    [TestCase("420601234567", "Numbers__0__WithoutPlus=true; if it is a national one")]
    [TestCase("0601234567", "Numbers__0__Country and __Trunk=0")]
    [TestCase("1234#420601234567", "Numbers__0__Strip=1234#")]
    [TestCase("1001", "Numbers__0__Listed=1001 and name it among the plan's destinations")]
    [TestCase("alice", "Numbers__0__Listed=alice")]
    [TestCase("+0420601234567", "Have it sent as E.164")]
    public void What_is_no_number_is_set_aside_with_the_setting_that_would_make_it_one(string address, string setting)
    {
        var rejection = RejectionOf(address);

        Assert.That(rejection?.Code, Is.EqualTo(BadAddress));
        Assert.That(rejection?.Detail, Does.Contain($"'{address}'").And.Contain(setting));
    }

    [Test]
    public void The_plans_own_forms_are_priced_as_they_stand_and_a_listed_one_without_a_price_has_none()
    {
        Assert.That((PriceOf("112", Czech) as Quote)?.Charge.Minor, Is.Zero);
        Assert.That((PriceOf("112") as Quote)?.Charge.Minor, Is.Zero, "named by the plan, in no list");
        Assert.That(RejectionOf("1001", Czech)?.Code, Is.EqualTo(NoPrice), "never by *");
    }

    [TestCase("+420601x234567")]
    [TestCase("+4206012345678901")]
    [TestCase("sip:+420601234567,,12@example.org")]
    public void What_begins_like_a_number_that_the_plan_prices_and_is_none_is_set_aside(string address) =>
        Assert.That(RejectionOf(address, Czech)?.Code, Is.EqualTo(BadAddress));

    [TestCase(null)]
    [TestCase("anonymous")]
    public void A_call_to_nobody_is_set_aside_where_the_called_number_decides(string? address) =>
        Assert.That(RejectionOf(address)?.Code, Is.EqualTo(BadAddress));

    [Test]
    public void A_caller_who_withholds_his_number_is_no_reason_to_set_a_call_aside()
    {
        var call = Sample.Call(60, Mobile);
        var anonymous = Caller with { Address = "sip:anonymous@anonymous.invalid", DisconnectedAt = call.EndedAt };
        var asOne = Sample.Plan("""
            { service: voice, destinations: ["+4206"], charge: session,
              steps: [ { from: 0s, price: 0.9, per: 60s, increment: 60s } ] },
            { service: voice, destinations: ["*"], charge: session,
              steps: [ { from: 0s, price: 0.01, per: 60s, increment: 60s } ] }
            """);

        Assert.That(asOne.QuoteFor(call with { Legs = [anonymous, .. call.Legs] }).Charge.Minor, Is.EqualTo(90),
            "the first leg that has a number decides");
        Assert.That(ByDestination.QuoteFor(call with { Legs = [anonymous, .. call.Legs] }).Charge.Minor,
            Is.EqualTo(91), "each leg by its own number, and a withheld one as any");
        Assert.That((PriceOf(Mobile) as Quote)?.Charge.Minor, Is.EqualTo(90));
    }

    [TestCase("sip:w_1@meet.example")]
    [TestCase("web")]
    [TestCase(null)]
    public void Where_no_destination_is_named_the_address_decides_nothing(string? address)
    {
        foreach (var destinations in new[] { "", "destinations: [\"*\"], " })
        {
            var plan = Sample.Plan($$"""
                { service: conference, {{destinations}}steps: [ { from: 0s, price: 1, per: 60s, increment: 60s } ] }
                """);

            Assert.That(plan.QuoteFor(Sample.Call(60, address) with { Service = Service.Conference }).Charge.Minor,
                Is.EqualTo(100));
        }
    }

    [TestCase(null, 200)]
    [TestCase("anonymous", 200)]
    [TestCase(Mobile, 100)]
    public void A_participant_without_a_telephone_costs_what_any_costs(string? address, long cents) =>
        Assert.That(ByDestination.QuoteFor(Sample.Call(60, address) with { Service = Service.Conference }).Charge.Minor,
            Is.EqualTo(cents));

    [Test]
    public void A_message_without_legs_still_has_the_price_for_any_destination() =>
        Assert.That(
            Sample.Plan("""
                { service: message, destinations: ["+420"], quantity: { model: perUnit, tiers: [ { price: 1 } ] } },
                { service: message, quantity: { model: perUnit, tiers: [ { price: 2 } ] } }
                """).QuoteFor(Sample.Counted(Service.Message, 1)).Charge.Minor,
            Is.EqualTo(200));

    [Test]
    public void What_was_read_otherwise_than_it_came_is_kept_beside_the_session()
    {
        var session = Sample.Call(60, "00420601234567");
        var quote = (Quote)ByDestination.Under(Settings(Czech)).PriceOf(session);

        var usage = Usage.Of(session, quote, Sample.Start);

        Assert.That(usage.RatedAddresses, Is.EqualTo(new Dictionary<string, string> { ["00420601234567"] = Mobile }));
        Assert.That(usage.Session, Does.Contain("\"00420601234567\"").And.Not.Contain(Mobile), "as it came");
        Assert.That(usage.Says(session), Is.True, "so that a repeat is one");
        Assert.That(((Quote)PriceOf(Mobile)).Addresses, Is.Null);
    }
}
