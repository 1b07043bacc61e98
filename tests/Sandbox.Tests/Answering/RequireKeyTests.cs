using System.Net;

namespace Charging.Sandbox.Tests.Answering;

public sealed class RequireKeyTests : OnSandbox
{
    [TestCase("POST", "/v1/refunds")]
    [TestCase("POST", "/V1/refunds")]
    [TestCase("POST", "/v1/REFUNDS")]
    [TestCase("POST", "/V1/Refunds/")]
    [TestCase("POST", "/%561/refunds")]
    [TestCase("POST", "//v1/refunds")]
    [TestCase("GET", "/V1/payment_intents")]
    [TestCase("GET", "/V1/events")]
    [TestCase("GET", "/V1/balance_transactions")]
    [TestCase("GET", "/v1/nothing")]
    [TestCase("GET", "/nothing")]
    public async Task Without_the_key_no_path_opens_however_it_is_written(string method, string path)
    {
        var paid = await sandbox.Pay("pm_ok");
        var address = new Uri($"{sandbox.Address}".TrimEnd('/') + path);
        using var call = new HttpRequestMessage(new HttpMethod(method), address);
        if (method == "POST")
            call.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["payment_intent"] = paid.Id });

        using var answer = await sandbox.Http.SendAsync(call);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await sandbox.Entries(EntryKind.Refunded), Is.Empty);
    }

    [TestCase("/health/ready")]
    [TestCase("/sandbox/clock")]
    [TestCase("/sandbox/ledger")]
    public async Task Its_own_addresses_need_none(string path)
    {
        using var answer = await sandbox.Http.GetAsync(new Uri(sandbox.Address, path));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
