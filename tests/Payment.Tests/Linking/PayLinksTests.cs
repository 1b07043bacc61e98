using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Linking;

public class PayLinksTests
{
    private const string Key = "a key of thirty-two letters or so";

    private static readonly Guid Id = Guid.NewGuid();

    [Test]
    public void A_link_leads_to_the_page_and_is_read_there()
    {
        var links = With(new PayLinkOptions { Url = "https://pay.example/", Keys = [Key] }, Noon);

        var link = links.Of(Id, Noon.AddDays(-3))!;

        Assert.That(link, Does.StartWith("https://pay.example/p/"));
        Assert.That(links.Read(link[(link.LastIndexOf('/') + 1)..]), Is.EqualTo(Id));
    }

    [Test]
    public void It_holds_for_so_many_days_from_its_mail()
    {
        var options = new PayLinkOptions { Url = "https://pay.example", Keys = [Key], LinkLife = TimeSpan.FromDays(2) };
        var link = With(options, Noon).Of(Id, Noon.AddDays(-3))!;

        Assert.That(With(options, Noon).Read(link[(link.LastIndexOf('/') + 1)..]), Is.Null);
    }

    [Test]
    public void Where_there_is_no_page_there_is_no_link_and_that_is_said_once()
    {
        var log = new Said();
        var links = new PayLinks(Options.Create(new PayLinkOptions()), TimeProvider.System, log);

        Assert.That((links.Of(Id, Noon), links.Of(Id, Noon)), Is.EqualTo(((string?)null, (string?)null)));
        Assert.That(log.Lines, Has.Count.EqualTo(1).And.One.Contains("Paying__Url is not set"));
    }

    [TestCase("https://pay.example", "", "Paying__Keys__0 is not")]
    [TestCase("https://pay.example", "short", "32 characters")]
    [TestCase("http://pay.example", Key, "must be like https://pay.example")]
    [TestCase("https://pay.example/p/", Key, "must be like https://pay.example")]
    [TestCase("https://me@pay.example", Key, "must be like https://pay.example")]
    [TestCase("pay.example", Key, "must be like https://pay.example")]
    [TestCase("https://pay.example", $"{Key}|{Key}", "the same twice")]
    [TestCase("https://pay.example", $"{Key}1|{Key}2|{Key}3", "2 at most")]
    public void A_setting_that_cannot_hold_is_refused_by_its_name(string url, string keys, string said)
    {
        var options = With(url, keys);

        Assert.That(Faults(options), Has.One.Contains(said).And.None.Contains(Key));
    }

    [TestCase("", "")]
    [TestCase("https://pay.example", Key)]
    [TestCase("https://pay.example:8443", $"{Key}1|{Key}2")]
    [TestCase("http://127.0.0.1:8090", Key)]
    public void A_setting_that_can_hold_is_taken(string url, string keys) =>
        Assert.That(Faults(With(url, keys)), Is.Empty);

    [Test]
    public void Printed_the_options_say_no_key() =>
        Assert.That($"{new PayLinkOptions { Url = "https://pay.example", Keys = [Key] }}", Does.Not.Contain("key of"));

    private static PayLinkOptions With(string url, string keys) =>
        new() { Url = url, Keys = [.. keys.Split('|', StringSplitOptions.RemoveEmptyEntries)] };

    private static List<string> Faults(PayLinkOptions options) =>
        [.. options.Validate(new ValidationContext(options)).Select(fault => fault.ErrorMessage!)];

    private static PayLinks With(PayLinkOptions options, DateTime now) =>
        new(Options.Create(options), new FakeTimeProvider(now), NullLogger<PayLinks>.Instance);

    private sealed class Said : ILogger<PayLinks>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
