using System.Diagnostics;

namespace Charging.TestBed;

/// <summary>How a command of the operator ended, and what it printed.</summary>
public sealed record Operated(int ExitCode, string Printed);

/// <summary>The operator's own commands over a chain, as a person gives them.</summary>
public static class Operation
{
    private const int LongestOutput = 8_000;

    /// <summary>Proves that the books agree.</summary>
    public static Task Reconcile(this Chain chain) => chain.Operate("reconcile");

    /// <summary>The environment of the operator's commands; of the database they have the views alone.</summary>
    public static IReadOnlyDictionary<string, string> OperatorSettings(this Chain chain) =>
        new Dictionary<string, string>(chain.SettingsOf("operator"))
        {
            ["ConnectionStrings__Owner"] = "",
            ["ConnectionStrings__Upstream"] = chain.Broker.As("upstream"),
            ["ConnectionStrings__Crm"] = chain.Broker.As("crm"),
            ["ConnectionStrings__Management"] = Broker.ManagementAs("operator"),
            ["Operator__Published"] = Path.Combine(chain.Folder, "published.jsonl"),
            ["Operator__Receipts"] = chain.Receipts,
            ["Operator__GatewayJournal"] = chain.Journal,
        };

    /// <exception cref="InvalidOperationException">It did not end with 0; the text is what it printed.</exception>
    public static async Task Operate(this Chain chain, params string[] command)
    {
        var (code, text) = await chain.TryOperate(command);
        if (code == 0) return;
        throw new InvalidOperationException(
            $"{string.Join(' ', command)} ended with {code}:\n{text[^Math.Min(text.Length, LongestOutput)..]}");
    }

    /// <summary>However it ends.</summary>
    public static async Task<Operated> TryOperate(this Chain chain, params string[] command)
    {
        using var run = chain.BeginOperation(command);
        return await run.End();
    }

    /// <summary>For whoever looks at it, or kills it, while it is at work.</summary>
    public static RunningOperation BeginOperation(this Chain chain, params string[] command)
    {
        var printed = Path.Combine(chain.Folder, $"operator-{Guid.NewGuid():n}.log");
        return new(BuiltProgram.Launch("Operator", command, chain.OperatorSettings(), printed), printed);
    }
}

/// <summary>A command of the operator that is at work.</summary>
public sealed class RunningOperation(Process process, string printed) : IDisposable
{
    /// <summary>So far.</summary>
    public async Task<string> Printed() => File.Exists(printed) ? await File.ReadAllTextAsync(printed) : "";

    public async Task<Operated> End()
    {
        await process.WaitForExitAsync();
        return new(process.ExitCode, await Printed());
    }

    /// <summary>SIGKILL.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose() => process.Dispose();
}
