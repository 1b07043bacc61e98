using System.Diagnostics;

namespace Charging.TestBed;

/// <summary>Which broker and database the tests may use, and where the built workers lie.</summary>
public static class Bed
{
    /// <summary>The folder that holds Charging.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release: the one this assembly was built in.</summary>
    public static string Configuration { get; } =
        Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;

    internal static Uri RabbitMq => new(BedVariables.ValueOf(BedVariables.RabbitMq));

    internal static Uri RabbitMqManagement =>
        new(BedVariables.ValueOf(BedVariables.RabbitMqManagement));

    public static Uri RabbitMqMetrics => new(BedVariables.ValueOf(BedVariables.RabbitMqMetrics));

    internal static string Postgres => BedVariables.ValueOf(BedVariables.Postgres);

    /// <summary>What is on its disk stays.</summary>
    public static Task StopBroker() => Do("broker", "stop");

    /// <summary>How long a message may be, until the broker's next start.</summary>
    public static Task AllowMessagesOf(long bytes) => Do("broker", "allow", $"{bytes}");

    /// <summary>The broker says that its memory is short, and takes nothing more of whoever publishes.</summary>
    public static Task BlockPublishers() => Do("broker", "block");

    public static Task LetPublish() => Do("broker", "let");

    public static Task StartBroker() => Do("broker", "start");

    /// <summary>Ends the database without a farewell (<c>-m immediate</c>) and starts it again.</summary>
    public static Task RestartDatabase() => Do("postgres", "restart");

    /// <summary>The password of a login of deploy/roles.sql, which the bed's database has.</summary>
    internal static string PasswordOf(string login) =>
        BedVariables.ValueOf(BedVariables.Logins).Split(' ')
            .Select(word => word.Split('=', 2)).Single(pair => pair[0] == login)[1];

    private static async Task Do(params string[] deed)
    {
        using var script = Process.Start(BedVariables.ValueOf(BedVariables.Script), deed);
        await script.WaitForExitAsync();
        if (script.ExitCode != 0)
            throw new InvalidOperationException(
                $"The bed's script ended with {script.ExitCode}: {string.Join(' ', deed)}.");
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Charging.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException(
                $"No Charging.sln above {AppContext.BaseDirectory}; run the tests from a build inside the repository.");
        }

        return folder;
    }
}
