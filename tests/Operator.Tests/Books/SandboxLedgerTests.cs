using System.Net.Http.Headers;
using System.Text.Json;
using Charging.Operator.Books;
using Charging.TestBed;

namespace Charging.Operator.Tests.Books;

/// <summary>What the sandbox gateway really writes is what reconcile reads, while it is still at work.</summary>
public class SandboxLedgerTests
{
    private const string Key = "sk_test_of_these_tests";

    private HttpClient http = null!;
    private SandboxProcess sandbox = null!;

    [SetUp]
    public async Task Open()
    {
        sandbox = await SandboxProcess.Start(Key);
        http = new HttpClient { BaseAddress = sandbox.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    [TearDown]
    public async Task Close()
    {
        http.Dispose();
        await sandbox.DisposeAsync();
    }

    [Test]
    public async Task Every_movement_of_money_is_found_by_the_name_that_the_gateway_gave_it()
    {
        var refunded = await Pay("pm_refund_fails");
        var refund = await Post("/v1/refunds", ("payment_intent", refunded), ("amount", "210"));
        var won = await Pay("pm_chargeback_won_60");
        var lost = await Pay("pm_chargeback_lost_60");
        string[] good = [await Pay("pm_ok"), await Pay("pm_ok"), await Pay("pm_ok")];
        await sandbox.MoveClock("P90D");

        var movements = GatewayRecords.Read(sandbox.Ledger, "no journal")!.Movements.ToLookup(one => one.Kind);

        Assert.That(
            movements[MovementKind.Captured].Select(one => (one.Reference, one.Amount)),
            Is.EqualTo(((string[])[refunded, won, lost, .. good]).Select(id => (id, new Money(1210, "EUR")))));
        Assert.That(
            movements[MovementKind.Refunded].Select(one => (one.Reference, one.Amount.Minor)),
            Is.EqualTo(new[] { (refund, 210L), (refund, -210L) }));
        Assert.That(
            movements[MovementKind.Returned].Select(one => one.Amount.Minor),
            Is.EqualTo(new[] { 1210L, 1210L, -1210L }));
        Assert.That(
            movements[MovementKind.PaidOut].Sum(one => one.Amount.Minor),
            Is.EqualTo((5 * 1210) - (6 * 42) - (2 * 1500)), "six captures less fees, two disputes' fees and one loss");
    }

    private Task<string> Pay(string token) => Post(
        "/v1/payment_intents", ("amount", "1210"), ("currency", "eur"), ("payment_method", token), ("confirm", "true"),
        ("off_session", "true"));

    private async Task<string> Post(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(one => KeyValuePair.Create(one.Name, one.Value)));
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), form);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("id").GetString()!;
    }
}
