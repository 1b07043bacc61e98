using System.Net;

namespace Charging.Ingest.Tests.Running;

/// <summary>What a path answers where it is asked for something that it does not do.</summary>
[Category("bed")]
public class MethodsTests : OnIngest
{
    [TestCase("OPTIONS", "/v1/sessions", "POST")]
    [TestCase("POST", "/v1/openapi.json", "GET, HEAD")]
    [TestCase("DELETE", "/v1/sessions/bridge-1.example/s-1", "GET, HEAD")]
    public async Task A_method_that_a_path_does_not_have_is_refused_with_those_that_it_has(
        string method, string path, string has)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await Ingest.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(string.Join(", ", response.Content.Headers.Allow), Is.EqualTo(has));
        Assert.That((await response.Content.ReadFromJsonAsync()).GetProperty("detail").GetString(),
            Does.StartWith($"{method} is nothing that can be done here"));
    }

    [TestCase("/v1/openapi.json", 200)]
    [TestCase("/v1/sessions/bridge-1.example/s-1", 401)]
    public async Task HEAD_is_answered_as_GET_and_without_a_body(string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var response = await Ingest.Http.SendAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty);
    }
}
