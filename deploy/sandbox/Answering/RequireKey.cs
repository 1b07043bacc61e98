using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Charging.Sandbox;

/// <summary>Lets nobody to /v1 without the key: <c>Authorization: Bearer sk_…</c></summary>
internal sealed class RequireKey(IOptions<SandboxOptions> options)
{
    private readonly byte[] expected = Encoding.UTF8.GetBytes($"Bearer {options.Value.ApiKey}");

    public Task Invoke(HttpContext http, RequestDelegate next) =>
        !http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal) || HasKey(http.Request)
            ? next(http)
            : http.Say(StripeError.WrongKey);

    private bool HasKey(HttpRequest request) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), expected);
}
