using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Charging.TestBed;

namespace Charging.Payments.Tests.Paying;

/// <summary>Chromium without a window, told by its own protocol what a customer does.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly ClientWebSocket socket = new();
    private readonly Process process;
    private readonly string folder;
    private int no;

    private Browser(Process process, string folder) => (this.process, this.folder) = (process, folder);

    public static async Task<Browser> Start()
    {
        var folder = Directory.CreateTempSubdirectory("charging-browser-").FullName;
        var start = new ProcessStartInfo(
            await Tool.Find("chromium"),
            [
                "--headless=new", "--remote-debugging-port=0", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
                "--hide-scrollbars", $"--user-data-dir={folder}", "about:blank",
            ])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        };
        var browser = new Browser(Process.Start(start)!, folder);
        browser.process.BeginErrorReadLine();
        browser.process.BeginOutputReadLine();
        await browser.Connect();
        return browser;
    }

    /// <summary>As a telephone or a desk shows it, light or dark.</summary>
    public async Task Show(int width, int height, bool isDark)
    {
        await Call("Emulation.setDeviceMetricsOverride", new JsonObject
        {
            ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600,
        });
        await Call("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject
            {
                ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light",
            }),
        });
    }

    public Task Go(Uri address) => Call("Page.navigate", new JsonObject { ["url"] = $"{address}" });

    /// <summary>What the page itself would answer; the page's own policy is not asked.</summary>
    public async Task<string> Ask(string expression)
    {
        var answer = await Call("Runtime.evaluate", new JsonObject
        {
            ["expression"] = expression, ["returnByValue"] = true,
        });
        return $"{answer["result"]?["value"]}";
    }

    /// <summary>With the mouse, in the middle of it.</summary>
    public async Task Click(string selector)
    {
        var at = JsonNode.Parse(await Ask(
            $"(r => JSON.stringify([r.x + r.width / 2, r.y + r.height / 2]))" +
            $"(document.querySelector('{selector}').getBoundingClientRect())"))!;
        foreach (var type in (string[])["mousePressed", "mouseReleased"])
        {
            await Call("Input.dispatchMouseEvent", new JsonObject
            {
                ["type"] = type, ["x"] = at[0]!.DeepClone(), ["y"] = at[1]!.DeepClone(), ["button"] = "left",
                ["clickCount"] = 1,
            });
        }
    }

    public Task Reads(string text) => Eventually.Becomes(
        () => Ask("document.body ? document.body.innerText : ''"),
        seen => seen.Contains(text, StringComparison.Ordinal), Limit, $"'{text}' on the page");

    public async Task<byte[]> Picture() =>
        Convert.FromBase64String($"{(await Call("Page.captureScreenshot", []))["data"]}");

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Connect()
    {
        var file = Path.Combine(folder, "DevToolsActivePort");
        await Eventually.Holds(
            () => Task.FromResult(File.Exists(file) && File.ReadAllLines(file).Length > 1), Limit, "Chromium's port");
        using var http = new HttpClient();
        var port = File.ReadAllLines(file)[0];
        var pages = JsonNode.Parse(await http.GetStringAsync($"http://127.0.0.1:{port}/json/list"))!.AsArray();
        var page = pages.First(one => $"{one!["type"]}" == "page")!;
        await socket.ConnectAsync(new Uri($"{page["webSocketDebuggerUrl"]}"), default);
    }

    private async Task<JsonNode> Call(string method, JsonObject parameters)
    {
        var id = ++no;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await socket.SendAsync(
            Encoding.UTF8.GetBytes(call.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, default);
        while (true)
        {
            var said = await Receive();
            if (said["id"]?.GetValue<int>() != id) continue;
            return said["result"] ?? throw new InvalidOperationException($"Chromium, {method}: {said["error"]}");
        }
    }

    private async Task<JsonNode> Receive()
    {
        using var limit = new CancellationTokenSource(Limit);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, limit.Token);
            bytes.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonSerializer.Deserialize<JsonNode>(bytes.ToArray())!;
    }
}
