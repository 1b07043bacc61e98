namespace Charging.Operator.Watching;

/// <summary>What somebody has to see to, each in a sentence that says what to do.</summary>
internal sealed class Wrongs
{
    /// <summary>It says who waits for whom.</summary>
    private const string LockPage = "docs/runbook/pool-exhausted.md";

    private readonly List<string> sentences = [];

    public IReadOnlyList<string> Sentences => sentences;

    public int ExitCode => sentences.Count == 0 ? 0 : 1;

    public void Add(FormattableString sentence) => sentences.Add(FormattableString.Invariant(sentence));

    /// <summary>Takes in what a server that may be away has to say.</summary>
    /// <param name="server">The broker or the database.</param>
    /// <param name="whatIsMissing">What is not shown without it.</param>
    /// <param name="page">Of the runbook.</param>
    /// <param name="look">Looks, and shows what it sees.</param>
    public async Task LookAt(string server, string whatIsMissing, string page, Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (PostgresException locked) when (locked.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            var why = locked.MessageText;
            Add($"{server} is locked by somebody, so {whatIsMissing} is not shown ({why}). See {LockPage}");
        }
        catch (Exception away) when (Transient.Is(away))
        {
            var why = away.GetBaseException().Message.TrimEnd('.');
            Add($"{server} does not answer, so {whatIsMissing} is not shown ({why}). See docs/runbook/{page}.md");
        }
    }

    public void Print()
    {
        foreach (var sentence in sentences) Terminal.MarkupLine($"[red]wrong:[/] {sentence}");
    }
}
