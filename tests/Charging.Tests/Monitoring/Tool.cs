using System.Diagnostics;
using Charging.TestBed;

namespace Charging.Tests.Monitoring;

/// <summary>A program that only tests need, had by its script in deploy/local/tools.</summary>
internal static class Tool
{
    /// <summary>Its path, on this machine from now on.</summary>
    public static async Task<string> Path(string name)
    {
        var (code, said) = await Run(System.IO.Path.Combine(Bed.Root, "deploy", "local", "tools", name));
        return code == 0
            ? said.Trim()
            : throw new InvalidOperationException($"deploy/local/tools/{name} ended with {code}; it said why above.");
    }

    /// <summary>Runs a program to its end: its exit code, and what it said.</summary>
    public static async Task<(int Code, string Said)> Run(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        return (run.ExitCode, said);
    }
}
