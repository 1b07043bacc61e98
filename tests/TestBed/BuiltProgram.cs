using System.Diagnostics;

namespace Charging.TestBed;

/// <summary>Starts what was built, as a process that does not outlive this one.</summary>
internal static class BuiltProgram
{
    /// <param name="dll">Below the folder of Charging.sln.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="settings">Environment variables, added to those of this process.</param>
    /// <param name="logFile">Its output is added there.</param>
    public static Process Launch(
        string dll,
        IReadOnlyCollection<string> arguments,
        IReadOnlyDictionary<string, string> settings,
        string logFile)
    {
        var path = Path.Combine(Bed.Root, dll);
        if (!File.Exists(path))
            throw new InvalidOperationException($"No {path}; build it in {Bed.Configuration} first.");

        // The shell gives the program a file for its output and then becomes it: same process id, no pipe.
        const string become = """exec dotnet "$@" >>"$0" 2>&1""";
        var start = new ProcessStartInfo("/bin/sh", ["-c", become, logFile, path, .. arguments]);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var launched = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => KillLeftOver(launched);
        return launched;
    }

    private static void KillLeftOver(Process launched)
    {
        try
        {
            if (!launched.HasExited) launched.Kill();
        }
        catch (InvalidOperationException)
        {
            // Disposed of: it has ended long ago.
        }
    }
}
