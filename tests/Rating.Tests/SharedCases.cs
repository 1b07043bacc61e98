namespace Charging.Rating.Tests;

/// <summary>
/// Cases from elsewhere that are not part of the repository: they lie in the folder that CHARGING_SHARED names, or in
/// <c>shared</c> beside the repository.
/// </summary>
internal static class SharedCases
{
    public static string Absent => "The cases are not here: set CHARGING_SHARED to the folder that holds cases/.";

    public static string? Find(string name)
    {
        var folder = Environment.GetEnvironmentVariable("CHARGING_SHARED") is { Length: > 0 } named
            ? named
            : Path.Combine(Repository(), "..", "shared");
        var file = Path.Combine(folder, "cases", name);
        return File.Exists(file) ? file : null;
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Charging.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? "/";
    }
}
