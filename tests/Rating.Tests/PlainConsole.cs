using Spectre.Console;

namespace Charging.Rating.Tests;

/// <summary>What a command prints when its output goes to a file: 80 columns, and no escape codes.</summary>
internal sealed class PlainConsole : IDisposable
{
    private readonly StringWriter output = new();

    public PlainConsole()
    {
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        (Console.Profile.Width, Console.Profile.Capabilities.Unicode) = (80, true);
    }

    public IAnsiConsole Console { get; }

    /// <summary>Without the blanks by which tables fill their lines.</summary>
    public string Text => Trimmed(output);

    public static string Trimmed(StringWriter text) =>
        string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd())).TrimEnd();

    public void Dispose() => output.Dispose();
}
