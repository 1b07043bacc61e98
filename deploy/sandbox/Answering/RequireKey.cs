using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Charging.Sandbox;

/// <summary>
/// Lets nobody in without the key, <c>Authorization: Bearer sk_…</c>, but to what is <see cref="OpenToAll"/>. What was
/// found for the call decides, not how its path is written.
/// </summary>
internal sealed class RequireKey(IOptions<SandboxOptions> options)
{
    private readonly byte[] expected = Encoding.UTF8.GetBytes($"Bearer {options.Value.ApiKey}");

    public Task Invoke(HttpContext http, RequestDelegate next) =>
        http.GetEndpoint()?.Metadata.GetMetadata<OpenToAll>() is not null || HasKey(http.Request)
            ? next(http)
            : http.Say(StripeError.WrongKey);

    private bool HasKey(HttpRequest request) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), expected);
}

/// <summary>On what Stripe has no address for: the sandbox's own clock, ledger and health.</summary>
internal sealed class OpenToAll;
