using System.Text.Json;
using Charging.TestBed;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Stripe;

namespace Charging.Sandbox.Tests;

/// <summary>A sandbox in this process, on a free port and a folder of its own, and Stripe's own client to it.</summary>
internal sealed class SandboxHost : IAsyncDisposable
{
    public const string ApiKey = "sk_test_of_these_tests";

    private readonly Dictionary<string, string?> settings;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private WebApplication? application;

    /// <param name="settings">Such as Sandbox:DebitDelay.</param>
    public SandboxHost(params (string Name, string Value)[] settings)
    {
        Folder = Directory.CreateTempSubdirectory("charging-sandbox-").FullName;
        this.settings = new()
        {
            ["Sandbox:Folder"] = Folder, ["Sandbox:Port"] = "0", ["Sandbox:ApiKey"] = ApiKey,
        };
        foreach (var (name, value) in settings) this.settings[name] = value;
    }

    public string Folder { get; }

    public string LedgerPath => Path.Combine(Folder, "ledger.jsonl");

    public Uri Address => new(application!.Urls.First());

    public HttpClient Http => http;

    public V1Services Stripe => StripeAt(Address, http);

    public static V1Services StripeAt(Uri address, HttpClient http, string apiKey = ApiKey) => new StripeClient(
        new StripeClientOptions
        {
            ApiKey = apiKey,
            ApiBase = address.ToString().TrimEnd('/'),
            HttpClient = new SystemNetHttpClient(http, maxNetworkRetries: 0, enableTelemetry: false),
        }).V1;

    public static async Task<SandboxHost> Start(params (string Name, string Value)[] settings)
    {
        var host = new SandboxHost(settings);
        await host.Start();
        return host;
    }

    public async Task Start()
    {
        application = Server.Build(configuration => configuration.AddInMemoryCollection(settings));
        await application.StartAsync();
    }

    public async Task Stop()
    {
        await application!.StopAsync();
        await application.DisposeAsync();
        application = null;
    }

    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    /// <summary>The client's answer to its call; an exception if the sandbox declines.</summary>
    public Task<PaymentIntent> Pay(string token, string? key = null, string invoice = "1", int attempt = 1) =>
        Stripe.PaymentIntents.CreateAsync(Payment(token, invoice, attempt), Under(key ?? $"{Guid.NewGuid()}"));

    public static PaymentIntentCreateOptions Payment(
        string token, string invoice = "1", int attempt = 1, long amount = 1210) => new()
        {
            Amount = amount,
            Currency = "eur",
            PaymentMethod = token,
            AllowedPaymentMethodTypes = [token.StartsWith("pm_sepa", StringComparison.Ordinal) ? "sepa_debit" : "card"],
            Confirm = true,
            OffSession = true,
            Metadata = new() { ["invoice_id"] = invoice, ["attempt_no"] = $"{attempt}" },
        };

    public static RequestOptions Under(string key) => new() { IdempotencyKey = key };

    /// <summary>What the sandbox refuses this payment with.</summary>
    public async Task<StripeException> Refusal(
        string token, string? key = null, string invoice = "1", int attempt = 1) =>
        (await Assert.ThrowsAsync<StripeException>(() => Pay(token, key, invoice, attempt)))!;

    /// <summary>
    /// A call that gets no answer within a second, or whose connection is cut; repeated while an earlier one that was
    /// given up still holds the key.
    /// </summary>
    public async Task GetsNoAnswer(string token, string key) =>
        Assert.That(await WhenFree(() => Silence(token, key)), Is.EqualTo("no answer"));

    /// <summary>Repeated while an earlier call that was given up still holds the key.</summary>
    public static Task<T?> WhenFree<T>(Func<Task<T>> call)
        where T : class => Eventually.Becomes(
            async () =>
            {
                try
                {
                    return await call();
                }
                catch (StripeException inUse) when (inUse.StripeError?.Code == "idempotency_key_in_use")
                {
                    return null;
                }
            },
            answer => answer is not null, TimeSpan.FromSeconds(10), "the key free");

    public async Task MoveClock(string advance)
    {
        using var moved = await http.PostAsync(
            new Uri(Address, "/sandbox/clock"), new StringContent(JsonSerializer.Serialize(new { advance })));
        Assert.That(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
    }

    /// <summary>The entries of a kind, as the ledger shows them to anyone.</summary>
    public async Task<IReadOnlyList<Entry>> Entries(EntryKind kind)
    {
        var lines = await http.GetStringAsync(new Uri(Address, "/sandbox/ledger"));
        return
        [
            .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<Entry>(line, Wire.Json)!)
                .Where(entry => entry.Kind == kind),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (application is not null) await Stop();
        http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<string> Silence(string token, string key)
    {
        using var impatient = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await Stripe.PaymentIntents.CreateAsync(Payment(token), Under(key), impatient.Token);
            return "an answer";
        }
        catch (Exception none) when (none is HttpRequestException or OperationCanceledException)
        {
            return "no answer";
        }
    }
}
