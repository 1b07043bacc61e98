using Charging.TestBed;

namespace Charging.Tests;

/// <summary>The whole chain with a gateway behind HTTP, whose events come late, twice and in the wrong order.</summary>
[Category("bed")]
public class SandboxChainTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly (string Tokens, string State, string Attempts)[] Expected =
    [
        ("pm_ok", "Captured", "captured"),
        ("pm_ok__late", "Captured", "captured"),
        ("pm_ok__twice", "Captured", "captured"),
        ("pm_ok__early", "Captured", "captured"),
        ("pm_slow_300", "Captured", "captured"),
        ("pm_500_once", "Captured", "captured"),
        ("pm_500_captured", "Captured", "captured"),
        ("pm_reset_before_1_then_ok", "Captured", "captured"),
        ("pm_reset_after", "Captured", "captured"),
        ("pm_reset_after_always", "Captured", "captured"),
        ("pm_timeout_after", "Captured", "captured"),
        ("pm_timeout_after_always", "Captured", "captured"),
        ("pm_declined_issuer_not_available_2_then_ok", "Captured",
            "issuer_not_available, issuer_not_available, captured"),
        ("pm_sepa_pending_ok__swapped__twice", "Captured", "captured"),
        ("pm_sepa_pending_ok__late", "Captured", "captured"),
        ("pm_declined_lost_card pm_ok", "Captured", "lost_card, captured"),
        ("pm_declined_lost_card", "Abandoned", "lost_card"),
        ("pm_sepa_pending_returned_AC04__twice", "Abandoned", "AC04"),
        ("pm_advice_do_not_try_again", "Abandoned", "generic_decline"),
        ("pm_declined_insufficient_funds", "WaitingToRetry", "insufficient_funds"),
        ("pm_declined_expired_card", "AwaitingCustomer", "expired_card"),
        ("pm_requires_action", "AwaitingCustomer", "authentication_required"),
        ("pm_chargeback_1__twice", "Reversed", "captured"),
    ];

    private Chain chain = null!;

    private static IEnumerable<TestCaseData> Cases => Expected.Select(one =>
        new TestCaseData(one.Tokens, one.State, one.Attempts).SetName($"{one.Tokens} ends as {one.State}"));

    [OneTimeSetUp]
    public async Task Open()
    {
        chain = await Chain.Start(new ChainOptions
        {
            Customers = [.. Expected.Select((one, i) => new SampleCustomer($"customer-{i}", one.Tokens.Split(' ')))],
            Sandbox = new Dictionary<string, string>
            {
                ["Sandbox__DebitDelay"] = "00:00:03",
                ["Sandbox__AvailableAfter"] = "00:00:00",
                ["Webhook__LateBy"] = "00:00:01",
            },
            Settings = new Dictionary<string, string>
            {
                ["Gateway__CallTimeout"] = "00:00:02",
                ["Gateway__QuickRepeatDelay"] = "00:00:00.100",
                ["Gateway__BreakPause"] = "00:00:01",
                ["Retry__Looks__0"] = "00:00:02",
                ["Retry__Looks__1"] = "00:00:10",
                ["Retry__Technical__0"] = "00:00:01",
                ["Retry__Technical__1"] = "00:00:01",
            },
        });
        await chain.Publish(Expected.Select((_, i) => Session(i)));
    }

    [OneTimeTearDown]
    public Task Close() => chain.Close();

    [TestCaseSource(nameof(Cases))]
    public async Task The_gateways_behaviour_decides_the_end(string tokens, string state, string attempts)
    {
        var id = new SessionKey(
            SampleSession.Source, Session(Array.FindIndex(Expected, one => one.Tokens == tokens)).SessionId).InvoiceId;
        var seen = await Eventually.Becomes(
            () => chain.Database.Value<string>("select state from payment.payments where invoice_id = @id", new { id }),
            now => now == state, Limit, $"{tokens} in state {state}");

        var tried = await chain.Database.Value<string>("""
            select string_agg(coalesce(code, status), ', ' order by attempt_no)
            from   payment.attempts where invoice_id = @id
            """, new { id });
        var captures = chain.Captures.Where(capture => capture.InvoiceId == id);
        Assert.That(seen, Is.EqualTo(state));
        Assert.That(tried, Is.EqualTo(attempts));
        Assert.That(captures.Count(), Is.EqualTo(state is "Captured" or "Reversed" ? 1 : 0));
    }

    /// <summary>The next midnight's payout is booked, and stands on the statement of the merchant's bank.</summary>
    [Test]
    public async Task What_was_drawn_less_fees_is_at_the_bank_by_the_banks_own_word()
    {
        foreach (var (tokens, state, attempts) in Expected)
            await The_gateways_behaviour_decides_the_end(tokens, state, attempts);
        await chain.Sandbox.Advance(TimeSpan.FromDays(1));
        var file = Path.Combine(chain.Folder, "bank.xml");
        using var outside = new HttpClient();
        await File.WriteAllBytesAsync(
            file, await outside.GetByteArrayAsync(new Uri(chain.Sandbox.Address, "/sandbox/statements/eur")));

        await chain.Payment[0].Run("settle", "--from-gateway");
        await chain.Payment[0].Run("bank", "import", file, "--new-account");
        await chain.Payment[0].Run("bank", "import", file);

        var books = await chain.TryOperate("reconcile", "--wait", "30");
        Assert.That(books.ExitCode, Is.Zero, books.Printed);
        Assert.That(books.Printed, Does.Contain("the bank's own closing balance").And.Not.Contain("on their way"));
    }

    private static SampleSession Session(int number) => new(
        SampleSession.IdOf(number), $"customer-{number}", TimeProvider.System.GetUtcNow().UtcDateTime, 600);
}
