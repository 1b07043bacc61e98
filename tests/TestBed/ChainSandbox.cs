namespace Charging.TestBed;

/// <summary>A sandbox gateway and a chain's workers, told of each other.</summary>
internal sealed class ChainSandbox
{
    private const string ApiKey = "sk_test_chain";
    private const string Secret = "whsec_chain";

    private readonly int webhookPort = Ports.Free();

    public ChainSandbox(IReadOnlyDictionary<string, string> settings) => Process = new SandboxProcess(
        ApiKey,
        new Dictionary<string, string>(settings)
        {
            ["Webhook__Url"] = $"http://127.0.0.1:{webhookPort}/webhooks/stripe",
            ["Webhook__Secret"] = Secret,
        });

    public SandboxProcess Process { get; }

    public IReadOnlyDictionary<string, string> ForWorkers => new Dictionary<string, string>
    {
        ["Gateway__Kind"] = "stripe",
        ["Gateway__Stripe__ApiBase"] = $"{Process.Address}",
        ["Gateway__Stripe__ApiKey"] = ApiKey,
    };

    /// <summary>One port, so one of the instances.</summary>
    public IReadOnlyDictionary<string, string> ForTheOneThatHears => new Dictionary<string, string>
    {
        ["Gateway__Stripe__WebhookPort"] = $"{webhookPort}",
        ["Gateway__Stripe__WebhookSecrets__0"] = Secret,
    };
}
