using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Charging.Rating.Detail;

/// <summary>
/// Asks a bridge once for a session's legs. It follows redirects within one host alone, connects to no address that is
/// not allowed, reads no further than the limit, and unpacks nothing. Whoever calls bounds the time.
/// </summary>
internal sealed class BridgeClient : IDisposable
{
    private const int MostRedirects = 3;
    private const int LongestHeadersKibibytes = 16;

    /// <summary>So that a bridge which moves to another address is found there.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private readonly DetailOptions options;
    private readonly HttpClient http;

    public BridgeClient(IOptions<DetailOptions> options)
    {
        this.options = options.Value;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = Connect,
            MaxConnectionsPerServer = this.options.AtOnce,
            MaxResponseHeadersLength = LongestHeadersKibibytes,
            PooledConnectionLifetime = ConnectionLifetime,
            UseCookies = false,
            UseProxy = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Accept.Add(new("application/json"));
    }

    /// <exception cref="HttpRequestException">The bridge cannot be reached now, or broke off.</exception>
    public async Task<DetailAnswer> Ask(Uri address, CancellationToken cancellationToken)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            if (BridgeAddress.Refusal(address, options) is { } refusal) return new DetailAnswer.Refused(refusal);

            var (answer, next) = await AskOnce(address, cancellationToken);
            if (answer is not null) return answer;
            if (Strays(address, next!))
            {
                return new DetailAnswer.Refused($"{BridgeAddress.HostOf(address)} redirects to another host or from " +
                    "https to http, which is not followed; have the platform send the last address, then replay.");
            }

            address = next!;
        }

        return new DetailAnswer.Refused($"{BridgeAddress.HostOf(address)} redirects more than {MostRedirects} times; " +
            "have the platform send the last address, then replay.");
    }

    public void Dispose() => http.Dispose();

    private static bool Strays(Uri from, Uri to) =>
        !string.Equals(from.IdnHost, to.IdnHost, StringComparison.OrdinalIgnoreCase) ||
        (from.Scheme == "https" && to.Scheme != "https");

    /// <summary>The answer, or where it is to be had.</summary>
    private async Task<(DetailAnswer? Answer, Uri? Next)> AskOnce(Uri address, CancellationToken cancellationToken)
    {
        var host = BridgeAddress.HostOf(address);
        try
        {
            using var response = await http.GetAsync(
                address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (IsRedirect(response.StatusCode) && Uri.TryCreate(address, response.Headers.Location, out var next))
                return (null, next);
            return (Judge(response, host) ?? await Read(response.Content, host, cancellationToken), null);
        }
        catch (HttpRequestException exception) when (exception.InnerException is ForbiddenAddressException forbidden)
        {
            return (new DetailAnswer.Refused(forbidden.Message), null);
        }
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    /// <summary>Null for an answer whose body is to be read.</summary>
    private static DetailAnswer? Judge(HttpResponseMessage response, string host)
    {
        var status = (int)response.StatusCode;
        if (status is 408 or 425 or 429 or >= 500) return new DetailAnswer.NotNow($"{host} answered {status}");
        if (status != 200)
            return new DetailAnswer.Refused($"{host} answered {status}; have it serve the session, then replay.");
        return response.Content.Headers.ContentEncoding.Count > 0
            ? new DetailAnswer.Refused($"{host} packed the detail, which nobody asked for; have it sent plain, " +
                "then replay.")
            : null;
    }

    private async Task<DetailAnswer> Read(HttpContent content, string host, CancellationToken cancellationToken)
    {
        var tooLarge = new DetailAnswer.Refused(
            $"{host} served more than {options.LargestBody} bytes; mend the bridge, then replay.");
        if (content.Headers.ContentLength > options.LargestBody) return tooLarge;

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var piece = new byte[Math.Min(options.LargestBody, 64 * 1_024)];
        for (int read; (read = await stream.ReadAsync(piece, cancellationToken)) > 0;)
        {
            if (body.Length + read > options.LargestBody) return tooLarge;
            body.Write(piece, 0, read);
        }

        return DetailBody.Read(body.GetBuffer().AsSpan(0, (int)body.Length), host);
    }

    /// <summary>Connects to the very addresses that were judged: a name cannot mean another one later.</summary>
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (name, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = await Dns.GetHostAddressesAsync(name, cancellationToken);
        var allowed = found.Where(address => PublicAddress.MayBeAsked(address, options.Networks)).ToArray();
        if (allowed.Length == 0) throw new ForbiddenAddressException(name);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var connected = false;
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            connected = true;
            return new NetworkStream(socket, ownsSocket: true);
        }
        finally
        {
            if (!connected) socket.Dispose();
        }
    }

    private sealed class ForbiddenAddressException(string name) : IOException(
        $"{name} is an address inside a network, not on the internet; if the bridge stands there, add that network " +
        "to Detail__PrivateNetworks, then replay.");
}
