using System.Diagnostics;

namespace Charging.TestBed;

/// <summary>A program that only tests and load runs need, made sure of by its script in deploy/local/tools.</summary>
public static class Tool
{
    /// <returns>Where the script says that it is.</returns>
    public static async Task<string> Find(string name)
    {
        var (code, text, complaint) = await Run(Path.Combine(Bed.Root, "deploy", "local", "tools", name));
        return code == 0
            ? text.Trim()
            : throw new InvalidOperationException($"There is no {name} here; deploy/local/tools/{name}: {complaint}");
    }

    /// <param name="program">Its path, or a name that the shell finds.</param>
    /// <param name="arguments">Each as it is.</param>
    public static async Task<(int Code, string Text, string Complaint)> Run(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Bed.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (text, complaint) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return (run.ExitCode, await text, await complaint);
    }
}
