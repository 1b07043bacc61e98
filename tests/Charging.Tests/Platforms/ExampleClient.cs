using System.Diagnostics;
using Charging.TestBed;

namespace Charging.Tests.Platforms;

/// <summary>One of the clients of deploy/examples, with what it needs of its language.</summary>
/// <param name="Language">For people, with what else is special.</param>
/// <param name="Tool">Of deploy/local/tools, which fetches that and prints where it is; null for what .NET has.</param>
/// <param name="Command">A line of the shell that becomes the client; <c>$tool</c> is what the tool printed.</param>
public sealed record ExampleClient(string Language, string? Tool, string Command)
{
    private static readonly TimeSpan FetchLimit = TimeSpan.FromMinutes(3);

    public static IReadOnlyList<ExampleClient> All { get; } =
    [
        new("Python", "python3-pika", """PYTHONPATH=$tool exec python3 python/client.py "$@" """),
        new("PythonEvents", "python3-pika",
            """CHARGING_EVENTS=1 PYTHONPATH=$tool exec python3 python/client.py "$@" """),
        new("Node", "amqplib", """NODE_PATH=$tool exec node node/platform.js "$@" """),
        new("Php", "php", """
            export LD_LIBRARY_PATH=$tool/usr/lib/x86_64-linux-gnu
            exec "$tool"/usr/bin/php8.2 -n -d "extension_dir=$(echo "$tool"/usr/lib/php/2*)" -d extension=mbstring \
                -d "include_path=$tool/usr/share/php" php/platform.php "$@"
            """),
        new("Go", "go", """
            export GOROOT=$tool/usr/lib/go-1.19 GOPATH=$tool/usr/share/gocode GO111MODULE=off GOCACHE=$folder/go
            "$GOROOT/bin/go" build -o "$folder/platform" go/platform.go
            exec "$folder/platform" "$@"
            """),
        new("CSharp", null, $"""exec dotnet csharp/bin/{Bed.Configuration}/net10.0/Platform.dll "$@" """),
    ];

    public override string ToString() => Language;

    /// <summary>Where the tool has put it; the reason, where the machine has neither it nor a way to it.</summary>
    public async Task<(string Where, string? Missing)> Fetch()
    {
        if (Tool is null) return ("", null);
        var start = new ProcessStartInfo(Path.Combine(Bed.Root, "deploy/local/tools", Tool))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var fetching = Process.Start(start)!;
        using var limit = new CancellationTokenSource(FetchLimit);
        var said = fetching.StandardError.ReadToEndAsync(limit.Token);
        var where = await fetching.StandardOutput.ReadToEndAsync(limit.Token);
        await fetching.WaitForExitAsync(limit.Token);
        return fetching.ExitCode == 0 ? (where.Trim(), null) : ("", await said);
    }

    /// <summary>Starts it; its output is kept line by line.</summary>
    public Process Start(string where, string url, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", $"set -eu\n{Command}", "client", .. arguments])
        {
            WorkingDirectory = Path.Combine(Bed.Root, "deploy/examples"),
            RedirectStandardOutput = true,
        };
        start.Environment["tool"] = where;
        start.Environment["folder"] = folder;
        start.Environment["CHARGING_URL"] = url;
        return Process.Start(start)!;
    }
}
