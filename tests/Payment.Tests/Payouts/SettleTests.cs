using System.Text.Json;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Payouts;

[Category("bed")]
public class SettleTests
{
    private Database database = null!;
    private Charging.Payments.Payouts.Payouts payouts = null!;
    private string file = "";
    private string[] references = [];

    [SetUp]
    public async Task Two_captures_of_1210_cents()
    {
        database = await PaymentDatabase.Create();
        payouts = new Charging.Payments.Payouts.Payouts(database.Source, TimeProvider.System);
        file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.jsonl");
        references = [await Capture(), await Capture()];
    }

    [TearDown]
    public async Task End()
    {
        await database.DisposeAsync();
        File.Delete(file);
    }

    [Test]
    public async Task What_was_paid_out_is_at_the_bank_and_the_gateway_owes_nothing_more()
    {
        Assert.That(await Settle(Line("po_1", gross: 2420, fee: 70, net: 2350, references)), Is.Zero);

        Assert.That(
            (await Balance("bank"), await Balance("gateway_fee"), await Balance("gateway_clearing")),
            Is.EqualTo((2350L, 70L, 0L)));
    }

    [Test]
    public async Task The_same_file_twice_books_once()
    {
        var line = Line("po_1", gross: 2420, fee: 70, net: 2350, references);

        Assert.That(await Settle(line), Is.Zero);
        Assert.That(await Settle(line), Is.Zero);

        Assert.That(await Balance("bank"), Is.EqualTo(2350));
    }

    [TestCase(2420, 70, 2351, TestName = "Net is not what is left")]
    [TestCase(2421, 70, 2351, TestName = "Gross is not the sum of the captures")]
    [TestCase(2420, -1, 2421, TestName = "A fee below nothing")]
    public async Task What_does_not_add_up_books_nothing(long gross, long fee, long net)
    {
        Assert.That(await Settle(Line("po_2", gross, fee, net, references)), Is.EqualTo(1));

        Assert.That(await Balance("bank"), Is.Zero);
    }

    [Test]
    public async Task One_that_is_wrong_holds_up_no_other()
    {
        var good = Line("po_1", gross: 1210, fee: 0, net: 1210, references[0]);
        var wrong = Line("po_2", gross: 1210, fee: 0, net: 1209, references[1]);

        Assert.That(await Settle(wrong, "{ \"payoutId\": \"po_3\" }", good), Is.EqualTo(1));

        Assert.That(await Balance("bank"), Is.EqualTo(1210));
        Assert.That(await Balance("gateway_clearing"), Is.EqualTo(1210));
    }

    [Test]
    public async Task A_capture_is_paid_out_once()
    {
        await Settle(Line("po_1", gross: 1210, fee: 0, net: 1210, references[0]));

        Assert.That(await Settle(Line("po_2", gross: 2420, fee: 0, net: 2420, references)), Is.EqualTo(1));

        Assert.That(await Balance("bank"), Is.EqualTo(1210));
    }

    [Test]
    public async Task A_capture_that_stands_in_two_payouts_of_a_file_books_neither()
    {
        var twice = new[] { "po_1", "po_2" }.Select(id => Line(id, gross: 1210, fee: 0, net: 1210, references[0]));

        Assert.That(await Settle([.. twice]), Is.EqualTo(1));

        Assert.That(await Balance("bank"), Is.Zero);
    }

    [Test]
    public async Task A_payout_that_comes_again_with_other_figures_is_refused_and_what_is_beside_it_is_booked()
    {
        await Settle(Line("po_1", gross: 1210, fee: 0, net: 1210, references[0]));

        Assert.That(
            await Settle(
                Line("po_1", gross: 1210, fee: 10, net: 1200, references[0]),
                Line("po_2", gross: 1210, fee: 0, net: 1210, references[1])),
            Is.EqualTo(1));

        Assert.That(await Balance("bank"), Is.EqualTo(2420));
    }

    [Test]
    public async Task A_file_may_have_rows_and_columns()
    {
        file = Path.ChangeExtension(file, ".csv");

        Assert.That(
            await Settle(
                "date,payoutId,gross,fee,net,currency,references", "",
                $"2026-11-24, po_1, 2420, 70, 2350, EUR, {references[0]} {references[1]}"),
            Is.Zero);

        Assert.That((await Balance("bank"), await Balance("gateway_fee")), Is.EqualTo((2350L, 70L)));
    }

    [TestCase("payoutId,date,currency,gross,fee,references", "must name each of the columns")]
    [TestCase("payoutId,date,currency,gross,fee,net,net,references", "must name each of the columns")]
    [TestCase("payoutId,date,currency,gross,fee,net,references\npo_1,2026-11-24,EUR,1", "2: it is no payout: It")]
    [TestCase("payoutId,date,currency,gross,fee,net,references\npo_1,2026-11-24,EUR,1.0,0,1,x", "2: it is no payout")]
    [TestCase("payoutId,date,currency,gross,fee,net,references\npo_1,24.11.2026,EUR,1,0,1,x", "2: it is no payout")]
    public async Task A_row_that_is_no_payout_is_named(string rows, string says)
    {
        file = Path.ChangeExtension(file, ".csv");
        await File.WriteAllLinesAsync(file, rows.Split('\n'));

        Assert.That(await NamedIn(file), Does.Contain(says));
    }

    [Test]
    public void What_contradicts_the_books_is_said_with_both_figures()
    {
        var booked = Payout("pay_1");

        Assert.That((booked with { References = ["pay_1"] }).ContradictionTo(booked), Is.Null);
        Assert.That((booked with { Fee = 10, Net = 1200 }).ContradictionTo(booked), Is.EqualTo(
            "po_2 was booked as 2026-11-24: gross 1210 - fee 0 - returned 0 = net 1210 EUR; " +
            "now it is 2026-11-24: gross 1210 - fee 10 - returned 0 = net 1200 EUR"));
        Assert.That((booked with { References = ["pay_2"] }).ContradictionTo(booked), Is.EqualTo(
            "po_2 was booked with other captures; pay_2 is one that stands on one side only"));
    }

    [Test]
    public void A_flaw_says_what_it_is()
    {
        var payout = Payout("pay_1");

        Assert.That(payout.FlawAgainst(Known()), Is.EqualTo("nothing was captured under pay_1"));
        Assert.That(payout.FlawAgainst(Known(payoutId: "po_1", "pay_1")), Is.EqualTo("pay_1 was paid out in po_1"));
        Assert.That((payout with { Currency = "CZK" }).FlawAgainst(Known(payoutId: null, "pay_1")),
            Is.EqualTo("pay_1 was captured in EUR, not in CZK"));
        Assert.That((payout with { Net = 1 }).FlawAgainst(Known(payoutId: null, "pay_1")),
            Is.EqualTo("gross 1210 - fee 0 - returned 0 is 1210, not net 1"));
        Assert.That(payout.FlawAgainst(Known(payoutId: null, "pay_1")), Is.Null);
    }

    [Test]
    public async Task A_line_that_is_no_payout_is_named()
    {
        await File.WriteAllLinesAsync(file, ["", "{ \"payoutId\": \"po_1\" }"]);

        Assert.That(await NamedIn(file), Does.Contain("line 2: it is no payout"));
    }

    private static async Task<string> NamedIn(string path)
    {
        try
        {
            return string.Join('\n', (await PayoutFile.Read(path, default)).Select(one => $"{one.Place}: {one.Flaw}"));
        }
        catch (InvalidOperationException wrong)
        {
            return wrong.Message;
        }
    }

    private static Dictionary<string, CapturedReference> Known(string? payoutId = null, params string[] references) =>
        references.ToDictionary(
            reference => reference, reference => new CapturedReference(reference, 1210, "EUR", payoutId));

    private static Payout Payout(params string[] references) => new()
    {
        PayoutId = "po_2", Date = new DateOnly(2026, 11, 24), Currency = "EUR", Gross = 1210, Fee = 0, Net = 1210,
        References = references,
    };

    private static string Line(string id, long gross, long fee, long net, params string[] references) =>
        JsonSerializer.Serialize(
            Payout(references) with { PayoutId = id, Gross = gross, Fee = fee, Net = net }, Wire.Json);

    private async Task<int> Settle(params string[] lines)
    {
        await File.WriteAllLinesAsync(file, lines);
        return await SettleCommand.Settle(payouts, await PayoutFile.Read(file, default), default);
    }

    private async Task<string> Capture()
    {
        var attempts = new Attempts(database.Source);
        var started = Attempt();
        await attempts.StartOnce(started, default);
        var reference = $"pay_{started.InvoiceId:N}";
        await attempts.MoveOn(started.With(new GatewayAnswer.Captured(reference), Noon.AddSeconds(1)), default);
        return reference;
    }

    private Task<long> Balance(string account) => database.Balance(account);
}
