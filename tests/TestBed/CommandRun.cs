using System.Text;

namespace Charging.TestBed;

/// <summary>A command of a built program, run to its end: its exit code, and every byte that it said.</summary>
public sealed record CommandRun(int Code, byte[] Bytes)
{
    /// <summary>Longer than any command waits for anything.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <param name="program">Such as Rating.Worker, or Operator.</param>
    /// <param name="settings">Environment variables, added to those of this process.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<CommandRun> Of(
        string program, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var said = Path.GetTempFileName();
        using var run = BuiltProgram.Launch(program, arguments, settings, said);
        using var limit = new CancellationTokenSource(Limit);
        await run.WaitForExitAsync(limit.Token);
        var bytes = await File.ReadAllBytesAsync(said, CancellationToken.None);
        File.Delete(said);
        return new(run.ExitCode, bytes);
    }
}
