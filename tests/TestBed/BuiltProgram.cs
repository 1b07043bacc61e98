using System.Diagnostics;

namespace Charging.TestBed;

/// <summary>Starts what was built, as a process that does not outlive this one.</summary>
internal static class BuiltProgram
{
    private const string Ahead = "CHARGING_TEST_PROGRAMS";

    /// <summary>For what begins often and works for seconds, and need not be as quick as it can be.</summary>
    private static readonly Dictionary<string, string> Brief = new()
    {
        ["DOTNET_TC_QuickJit"] = "1",
        ["DOTNET_TieredPGO"] = "0", // not watched either, to be compiled better later
        ["DOTNET_TC_CallCounting"] = "0", // nor is it counted what is called often, to be compiled a second time
        ["DOTNET_TC_CallCountingDelayMs"] = "64", // the runtime's own 100 ms, as it reads numbers
        ["WarmUp__Times"] = "1",
    };

    /// <param name="program">Such as Rating.Worker, Operator or Sandbox.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="settings">Environment variables, added to those of this process.</param>
    /// <param name="logFile">Its output is added there.</param>
    /// <param name="release">An earlier one, or null for what was built here.</param>
    public static Process Launch(
        string program,
        IReadOnlyCollection<string> arguments,
        IReadOnlyDictionary<string, string> settings,
        string logFile,
        Release? release = null)
    {
        var path = release?.PathOf(program) ?? PathOf(program);
        if (!File.Exists(path))
            throw new InvalidOperationException($"No {path}; build it in {Bed.Configuration} first.");

        // The shell gives the program a file for its output and then becomes it: same process id, no pipe.
        const string become = """exec dotnet "$@" >>"$0" 2>&1""";
        var start = new ProcessStartInfo("/bin/sh", ["-c", become, logFile, path, .. arguments]);
        foreach (var (name, value) in Starts.AreAsInProduction ? [] : Brief) start.Environment[name] = value;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var launched = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => KillLeftOver(launched);
        return launched;
    }

    /// <summary>Compiled to machine code where ./charging test has done that, else as it was built.</summary>
    private static string PathOf(string program)
    {
        if (Environment.GetEnvironmentVariable(Ahead) is { Length: > 0 } folder)
            return Path.Combine(folder, program, $"{program}.dll");
        var project = program == "Sandbox" ? Path.Combine("deploy", "sandbox") : program;
        return Path.Combine(Bed.Root, project, "bin", Bed.Configuration, "net10.0", $"{program}.dll");
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
