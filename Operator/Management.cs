using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Charging.Operator;

/// <summary>RabbitMQ's management API, as the operator's user: of a cluster whichever node answers.</summary>
internal static class Management
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static async Task<T> Ask<T>(string path, CancellationToken stop)
    {
        var nodes = Settings.Management;
        for (var i = 0; i < nodes.Count - 1; i++)
        {
            try
            {
                return await Ask<T>(nodes[i], path, stop);
            }
            catch (HttpRequestException)
            {
                // The next node of the cluster knows the same.
            }
        }

        return await Ask<T>(nodes[^1], path, stop);
    }

    private static async Task<T> Ask<T>(Uri management, string path, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = new Uri(management.GetLeftPart(UriPartial.Authority)) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(management.UserInfo))));

        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), stop);
        // By 503 a check says that it found something, and then what.
        if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || !IsJson(answer)) answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<T>(Json, stop)
            ?? throw new HttpRequestException($"The broker's management answers nothing to {path}.");
    }

    private static bool IsJson(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentType?.MediaType == "application/json";
}
