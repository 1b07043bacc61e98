namespace Charging.Rating.Tests.Importing;

/// <summary>OpenSIPS and Kamailio.</summary>
public class SipCallTests
{
    private static readonly StoredRecord OpenSips = StoredRecord.Of<OpenSipsCdr>();
    private static readonly StoredRecord Kamailio = StoredRecord.Of<KamailioCdr>();

    private static readonly DateTime Ten = new(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);

    [Test]
    public void OpenSips_tells_the_second_of_the_answer_and_the_milliseconds_since()
    {
        var session = OpenSips.Session();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((session.Source, session.SessionId, session.CustomerId, session.Service), Is.EqualTo(
                ("opensips", "3c26700d5e9a@10.0.3.7;as5c9b2f;4e81d0", "kestrel", Service.Voice)));
            Assert.That((session.StartedAt, session.EndedAt), Is.EqualTo((Ten, Ten.AddMilliseconds(64_001))));
            Assert.That((session.Legs.Single().Address, session.Attributes["callingLine"]),
                Is.EqualTo(("+441632960626", "+420224641682")));
            Assert.That(Screening.Check(session), Is.Null);
        }
    }

    [Test]
    public void Kamailio_tells_both_times_with_their_fractions()
    {
        var session = Kamailio.Session(("Source", "proxy-1.example"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((session.Source, session.SessionId, session.CustomerId),
                Is.EqualTo(("proxy-1.example", "9b1de0aa-77f2@10.0.3.9", "kestrel")));
            Assert.That((session.StartedAt, session.EndedAt),
                Is.EqualTo((Ten.AddMilliseconds(999), Ten.AddMilliseconds(65_001))));
            Assert.That(session.Legs.Single().Address, Is.EqualTo("+441632960626"));
            Assert.That(Screening.Check(session), Is.Null);
        }
    }

    [Test]
    public void Whole_seconds_are_taken_only_from_an_OpenSips_that_has_no_milliseconds()
    {
        Assert.That(OpenSips.With(e => e["params"]!.AsObject().Remove("ms_duration")).Session().EndedAt,
            Is.EqualTo(Ten.AddSeconds(65)));
        Assert.That(OpenSips.With(e => e["params"]!["ms_duration"] = "soon").Refused(),
            Does.StartWith("ms_duration is 'soon'; milliseconds are needed"));
        Assert.That(OpenSips.With(e => e["params"]!["ms_duration"] = 65).Refused(), Does.Contain("'65' seconds"));
        Assert.That(OpenSips.With(e => e["params"]!["ms_duration"] = long.MaxValue).Refused(),
            Does.Contain("9223372036854775807"));
    }

    [Test]
    public void A_call_that_was_not_answered_is_skipped()
    {
        Assert.That(OpenSips.With(e => e["method"] = "E_ACC_MISSED_EVENT").Skipped(), Does.Contain("only E_ACC_CDR"));
        Assert.That(Kamailio.With(r => r["sip_code"] = "486").Skipped(), Is.EqualTo("not answered"));
        Assert.That(
            Kamailio.With(r =>
            {
                r.Remove("sip_code");
                r["end_time"] = "1795165200.999";
                r["duration"] = "0";
            }).Skipped(),
            Is.EqualTo("not answered"));
    }

    [Test]
    public void A_transaction_of_Kamailio_is_skipped() =>
        Assert.That(
            Kamailio.With(r =>
            {
                r.Remove("start_time");
                r["method"] = "BYE";
            }).Skipped(),
            Does.Contain("transaction"));

    [Test]
    public void A_formatted_time_has_no_zone_and_is_refused()
    {
        Assert.That(Kamailio.With(r => r["start_time"] = "2026-11-20 10:00:00").Refused(),
            Does.StartWith("start_time is '2026-11-20 10:00:00'").And.Contain("zone"));
        Assert.That(OpenSips.With(e => e["params"]!["time"] = "2026-11-20 10:00:00").Refused(),
            Does.StartWith("time is '2026-11-20 10:00:00'"));
    }

    [Test]
    public void A_call_without_its_customer_number_or_id_is_refused_with_the_setting()
    {
        Assert.That(OpenSips.With(e => e["params"]!.AsObject().Remove("customer")).Refused(),
            Does.Contain("'customer' is missing").And.Contain("Import__OpenSipsCdr__Customer"));
        Assert.That(Kamailio.With(r => r.Remove("callee")).Refused(),
            Does.Contain("'callee'").And.Contain("Import__KamailioCdr__Address"));
        Assert.That(Kamailio.With(r => r.Remove("callid")).Refused(), Does.Contain("callid"));
    }

    [Test]
    public void The_settings_name_other_fields_or_none()
    {
        var call = Kamailio.With(r => (r["account"], r["ru"]) = ("acme", "sip:+33199003488@gw")).Session(
            ("Customer", "account"), ("Address", "ru"));
        Assert.That((call.CustomerId, call.Legs.Single().Address), Is.EqualTo(("acme", "+33199003488")));

        var anywhere = Kamailio.With(r => r.Remove("callee")).Session(("Address", "none"));
        Assert.That(anywhere.Legs.Single().Address, Is.Null);
    }

    [TestCase("sip:+420222333444@gw.example;user=phone", "+420222333444")]
    [TestCase("sips:00420222333444@gw.example", "00420222333444")]
    [TestCase("tel:+420222333444;phone-context=x", "+420222333444")]
    [TestCase("sip:alice@example.org", "sip:alice@example.org")]
    [TestCase("sip:@example.org", "sip:@example.org")]
    [TestCase("+420222333444", "+420222333444")]
    [TestCase(null, null)]
    public void A_number_is_taken_out_of_its_uri(string? uri, string? number) =>
        Assert.That(SipAddress.NumberOf(uri), Is.EqualTo(number));
}
