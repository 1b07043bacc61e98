using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Tests.Visiting;

/// <summary>How often the payment page answers whom.</summary>
public class VisitsTests
{
    [Test]
    public void One_address_is_answered_so_often_in_a_minute_and_another_all_the_same()
    {
        using var visits = With(new PageOptions { PerMinute = 3 });

        Assert.That(Enumerable.Range(0, 5).Count(_ => visits.MayEnter(From("192.0.2.1"))), Is.EqualTo(3));
        Assert.That(visits.MayEnter(From("192.0.2.2")), Is.True);
    }

    [Test]
    public void All_together_are_answered_so_often_in_a_second()
    {
        using var visits = With(new PageOptions { PerSecond = 10 });

        Assert.That(
            Enumerable.Range(0, 200).Count(i => visits.MayEnter(From($"192.0.2.{i}"))), Is.InRange(10, 20));
    }

    [TestCase("192.0.2.1", "198.51.100.7", "198.51.100.7", TestName = "A proxy of ours says who comes")]
    [TestCase("192.0.2.1", "203.0.113.9, 198.51.100.7", "198.51.100.7", TestName = "Not what visitors say")]
    [TestCase("192.0.2.1", "198.51.100.7, 192.0.2.2", "198.51.100.7", TestName = "Two proxies of ours in a row")]
    [TestCase("203.0.113.5", "198.51.100.7", "203.0.113.5", TestName = "Who is no proxy of ours says nothing")]
    [TestCase("192.0.2.1", "nonsense", "192.0.2.1", TestName = "What is no address is not read")]
    [TestCase("::ffff:192.0.2.1", "2001:db8:1:2:3::4", "2001:db8:1:2::", TestName = "A household is one visitor")]
    public void Whoever_comes_is_counted_as(string connection, string said, string visitor)
    {
        using var visits = With(new PageOptions { PerMinute = 1, Proxies = ["192.0.2.0/24"] });

        Assert.That(visits.MayEnter(From(connection, said)), Is.True);
        Assert.That(visits.MayEnter(From("192.0.2.1", visitor)), Is.False, "the same visitor");
    }

    [TestCase("Address", "here", "Paying__Page__Address is 'here'")]
    [TestCase("Checkout", "https://pay.example/x", "Paying__Page__Checkout must be")]
    [TestCase("Checkout", "ftp://pay.example", "Paying__Page__Checkout must be")]
    [TestCase("Proxies", "10.0.0.0/99", "Paying__Page__Proxies must be")]
    public void A_setting_that_cannot_hold_is_refused_by_its_name(string setting, string value, string said)
    {
        var options = setting switch
        {
            "Address" => new PageOptions { Address = value },
            "Checkout" => new PageOptions { Checkout = value },
            _ => new PageOptions { Proxies = [value] },
        };

        Assert.That(
            options.Validate(new ValidationContext(options)).Select(fault => fault.ErrorMessage),
            Has.One.StartsWith(said));
    }

    private static Visits With(PageOptions options) => new(Options.Create(options));

    private static DefaultHttpContext From(string address, string? said = null)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (said is not null) http.Request.Headers["X-Forwarded-For"] = said;
        return http;
    }
}
