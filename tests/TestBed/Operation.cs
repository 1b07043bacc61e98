namespace Charging.TestBed;

/// <summary>The operator's own commands over a chain, as a person gives them.</summary>
public static class Operation
{
    private const int LongestOutput = 8_000;

    /// <summary>Proves that the books agree.</summary>
    public static Task Reconcile(this Chain chain) => chain.Operate("reconcile");

    /// <exception cref="InvalidOperationException">It did not end with 0; the text is what it printed.</exception>
    public static async Task Operate(this Chain chain, params string[] command)
    {
        var printed = Path.Combine(chain.Folder, "operator.log");
        var settings = new Dictionary<string, string>(chain.SettingsOf("operator"))
        {
            ["ConnectionStrings__Upstream"] = chain.Broker.As("upstream"),
            ["ConnectionStrings__Crm"] = chain.Broker.As("crm"),
            ["ConnectionStrings__Management"] = Broker.ManagementAs("operator"),
            ["Operator__Published"] = Path.Combine(chain.Folder, "published.jsonl"),
            ["Operator__Receipts"] = chain.Receipts,
            ["Operator__GatewayJournal"] = chain.Journal,
        };
        using var run = BuiltProgram.Launch(
            Path.Combine("deploy", "operator", "bin", Bed.Configuration, "net10.0", "Operator.dll"),
            command, settings, printed);
        await run.WaitForExitAsync();
        if (run.ExitCode == 0) return;

        var text = await File.ReadAllTextAsync(printed);
        throw new InvalidOperationException(
            $"{string.Join(' ', command)} ended with {run.ExitCode}:\n{text[^Math.Min(text.Length, LongestOutput)..]}");
    }
}
