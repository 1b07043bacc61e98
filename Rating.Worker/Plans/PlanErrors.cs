namespace Charging.Rating.Plans;

/// <summary>What is wrong with a plan, where, and what is allowed there.</summary>
internal sealed record PlanError(string File, int Line, string Key, string Message)
{
    /// <summary>Instead of a line, where the file as a whole is wrong.</summary>
    public const int WholeFile = 0;

    public override string ToString()
    {
        var where = Line == WholeFile ? File : $"{File}:{Line}";
        return Key.Length == 0 ? $"{where}: {Message}" : $"{where}: {Key}: {Message}";
    }
}

/// <summary>Gathers all that is wrong with one file, so that it is told at once.</summary>
internal sealed class PlanErrors(string file)
{
    private readonly List<PlanError> all = [];

    public IReadOnlyList<PlanError> All => [.. all.OrderBy(error => error.Line)];

    public bool Any => all.Count > 0;

    public void Add(int line, string key, string message) => all.Add(new PlanError(file, line, key, message));
}
