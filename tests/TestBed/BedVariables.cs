using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Charging.TestBed;

/// <summary>
/// Where the bed is, as ./charging test says it in variables. Where none of them is set, as in a run from an IDE, the
/// first use of one starts the bed, so that tests which need no server start none. It stays for the next run: to start
/// it takes longer than most tests do.
/// </summary>
internal static partial class BedVariables
{
    public const string RabbitMq = "CHARGING_TEST_RABBITMQ";
    public const string RabbitMqManagement = "CHARGING_TEST_RABBITMQ_MANAGEMENT";
    public const string RabbitMqMetrics = "CHARGING_TEST_RABBITMQ_METRICS";
    public const string Postgres = "CHARGING_TEST_POSTGRES";
    public const string Logins = "CHARGING_TEST_LOGINS";

    /// <summary>The bed's script, or <see cref="None"/>.</summary>
    public const string Script = "CHARGING_TEST_BED";

    /// <summary>What ./charging test --pure sets: there is no bed, and none is to be started.</summary>
    private const string None = "none";

    private static readonly string[] All = [RabbitMq, RabbitMqManagement, RabbitMqMetrics, Postgres, Logins, Script];

    private static readonly Lazy<Dictionary<string, string>> Started = new(Start);

    // Held until this process ends, so that nobody stops the bed meanwhile; runs of other assemblies hold it as well.
    private static FileStream? use;

    public static string ValueOf(string name)
    {
        if (Environment.GetEnvironmentVariable(Script) == None)
            throw new InvalidOperationException(
                """This test needs the bed, in a run of those that need none; give its fixture [Category("bed")].""");

        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value) return value;

        return All.Any(Environment.GetEnvironmentVariables().Contains)
            ? throw new InvalidOperationException(
                $"{name} is not set, though others are: set each that ./charging bed start prints, or none.")
            : Started.Value[name];
    }

    private static Dictionary<string, string> Start()
    {
        use = Use(Directory.CreateDirectory(Path.Combine(Bed.Root, ".local", "test")).FullName);
        var start = new ProcessStartInfo(Path.Combine(Bed.Root, "charging"), ["bed", "start"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CHARGING_INSTALLS"] = "no"; // who presses "run" has not asked for packages
        using var script = Process.Start(start)!;
        var said = script.StandardError.ReadToEndAsync();
        var variables = Line().Matches(script.StandardOutput.ReadToEnd())
            .ToDictionary(line => line.Groups["name"].Value, line => line.Groups["value"].Value);
        script.WaitForExit();
        return script.ExitCode == 0
            ? variables
            : throw new InvalidOperationException(
                $"The tests' bed did not start; ./charging bed start ended with {script.ExitCode}: {said.Result}");
    }

    private static FileStream Use(string folder)
    {
        try
        {
            return new FileStream(
                Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        }
        catch (IOException taken)
        {
            throw new InvalidOperationException(
                "./charging test is at work with the bed; wait until it is done, or end it.", taken);
        }
    }

    [GeneratedRegex("^export (?<name>CHARGING_TEST_[A-Z_]+)='(?<value>[^']*)'\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
