using System.Text;
using System.Text.Json;

namespace Charging.Sandbox.Tests.Keeping;

public sealed class LedgerTests : OnSandbox
{
    [Test]
    public async Task After_a_restart_everything_is_as_it_was()
    {
        var paid = await sandbox.Pay("pm_ok", "paid");
        var declined = await sandbox.Refusal("pm_declines_1_then_ok", "declined", invoice: "2");
        await sandbox.MoveClock("PT1H");

        await sandbox.Restart();

        var replayed = await sandbox.Pay("pm_ok", "paid");
        Assert.That(replayed.StripeResponse.Content, Is.EqualTo(paid.StripeResponse.Content));
        var again = await sandbox.Refusal("pm_declines_1_then_ok", "declined", invoice: "2");
        Assert.That(again.StripeError.PaymentIntent.Id, Is.EqualTo(declined.StripeError.PaymentIntent.Id));
        Assert.That((await sandbox.Pay("pm_declines_1_then_ok", invoice: "2", attempt: 2)).Status,
            Is.EqualTo("succeeded"));
        Assert.That((await sandbox.Stripe.PaymentIntents.GetAsync(paid.Id)).Status, Is.EqualTo("succeeded"));
        var moved = (await sandbox.Pay("pm_ok")).Created - paid.Created;
        Assert.That(moved, Is.GreaterThanOrEqualTo(TimeSpan.FromHours(1)));
    }

    [Test, System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Nobody_else_on_the_machine_reads_what_was_drawn()
    {
        await sandbox.Pay("pm_ok", "paid");

        Assert.That(
            Directory.GetFiles(sandbox.Folder).Select(file => File.GetUnixFileMode(file)),
            Is.Not.Empty.And.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task A_line_tells_a_judge_who_was_charged_how_much_under_which_key()
    {
        await sandbox.Pay("pm_ok", "capture:7:1", invoice: "7");

        using var line = JsonDocument.Parse(
            await sandbox.Http.GetStringAsync(new Uri(sandbox.Address, "/sandbox/ledger")));

        Assert.That(line.RootElement.GetProperty("kind").GetString(), Is.EqualTo("captured"));
        var intent = line.RootElement.GetProperty("intent");
        Assert.That(intent.GetProperty("invoice_id").GetString(), Is.EqualTo("7"));
        Assert.That(intent.GetProperty("amount").GetInt64(), Is.EqualTo(1210));
        Assert.That(intent.GetProperty("currency").GetString(), Is.EqualTo("eur"));
        Assert.That(line.RootElement.GetProperty("asked").GetProperty("key").GetString(), Is.EqualTo("capture:7:1"));
    }

    [Test]
    public async Task A_last_line_without_its_end_is_cut_off()
    {
        var paid = await sandbox.Pay("pm_ok", "whole");
        await sandbox.Stop();
        var whole = new FileInfo(sandbox.LedgerPath).Length;
        await File.AppendAllTextAsync(sandbox.LedgerPath, """{"no":2,"kind":"captured","at":"2026-""");

        await sandbox.Start();

        Assert.That(new FileInfo(sandbox.LedgerPath).Length, Is.EqualTo(whole));
        Assert.That((await sandbox.Pay("pm_ok", "whole")).Id, Is.EqualTo(paid.Id));
        await sandbox.Pay("pm_ok", "next");
        await sandbox.Restart();
        Assert.That(await sandbox.Entries(EntryKind.Captured), Has.Count.EqualTo(2));
    }

    [TestCase("this is no entry")]
    [TestCase("""{"no":7,"kind":"captured","at":"2026-11-24T00:00:00Z"}""")]
    public async Task A_damaged_line_is_not_passed_over(string line)
    {
        await sandbox.Pay("pm_ok");
        await sandbox.Stop();
        await File.AppendAllTextAsync(sandbox.LedgerPath, line + "\n");

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(sandbox.Start);

        Assert.That(refusal.Message, Does.StartWith("Line 2 of the ledger"));
        Assert.That(await File.ReadAllTextAsync(sandbox.LedgerPath), Does.EndWith(line + "\n"));
    }

    [Test]
    public async Task Two_sandboxes_do_not_share_a_ledger()
    {
        await using var second = new SandboxHost(("Sandbox:Folder", sandbox.Folder));

        await Assert.ThrowsAsync<IOException>(second.Start);
    }

    [Test]
    public async Task Lines_that_wait_together_are_all_written_each_whole()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => sandbox.Pay("pm_ok", $"key {i}", invoice: $"{i}")));

        var captured = await sandbox.Entries(EntryKind.Captured);

        Assert.That(captured.Select(x => x.No), Is.EqualTo(Enumerable.Range(1, 500)));
        Assert.That(captured.Select(x => x.Intent!.InvoiceId).Distinct().Count(), Is.EqualTo(500));
        Assert.That(Encoding.UTF8.GetByteCount(await File.ReadAllTextAsync(sandbox.LedgerPath)),
            Is.EqualTo(new FileInfo(sandbox.LedgerPath).Length));
    }
}
