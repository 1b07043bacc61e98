using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Charging.ServiceDefaults.Terminals;

/// <summary>
/// The one place through which everything goes that a program says to people. <see cref="Open"/> is the net below:
/// Console and AnsiConsole then let no character through that a terminal obeys, but the colours that are ours. The
/// others are for values: with a line break in it, a value stays on its line.
/// </summary>
public static class Terminal
{
    private static readonly MarkupOfValues Values = new();
    private static bool isOpen;
    private static TextWriter? errors;

    /// <summary>Before the first word of a program.</summary>
    public static void Open()
    {
        if (isOpen) return;
        isOpen = true;
        AnsiConsole.Console = Create(new TerminalOutput(Console.Out));
        errors = Console.Error;
        Console.SetOut(new TerminalWriter(Console.Out));
        Console.SetError(new TerminalWriter(Console.Error));
    }

    /// <summary>A line with colours; what stands in braces is text, whatever it looks like.</summary>
    public static void MarkupLine(FormattableString line) => AnsiConsole.MarkupLine(line.ToString(Values));

    /// <summary>A value in a table.</summary>
    public static Text Cell(string? value, Style? style = null) => new(Printable.Line(value), style);

    /// <summary>A value among markup.</summary>
    public static string Escape(string? value) => Markup.Escape(Printable.Line(value));

    /// <summary>A console that draws where complaints go, beside a report that may go to a file.</summary>
    public static IAnsiConsole Beside(TextWriter complaints) =>
        Create(new AnsiConsoleOutput(ReferenceEquals(complaints, Console.Error) ? errors ?? complaints : complaints));

    /// <summary>
    /// What went wrong, to the error output. The lines after its first stand in from the edge, so that none of them
    /// passes for a message of its own.
    /// </summary>
    public static void Complain(string message)
    {
        var lines = message.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < lines.Length; i++) Console.Error.WriteLine($"{(i == 0 ? "" : "  ")}{lines[i]}");
    }

    private static IAnsiConsole Create(IAnsiConsoleOutput output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = output });
        console.Pipeline.Attach(new PrintableSegments());
        return console;
    }

    private sealed class MarkupOfValues : IFormatProvider, ICustomFormatter
    {
        public object? GetFormat(Type? formatType) =>
            formatType == typeof(ICustomFormatter) ? this : CultureInfo.InvariantCulture.GetFormat(formatType!);

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => Escape(
            arg is IFormattable value ? value.ToString(format, CultureInfo.InvariantCulture) : arg?.ToString());
    }

    /// <summary>The program's own output, though the console's has been exchanged.</summary>
    private sealed class TerminalOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        private readonly AnsiConsoleOutput output = new(writer);

        public TextWriter Writer => writer;

        public bool IsTerminal => !Console.IsOutputRedirected;

        public int Width => output.Width;

        public int Height => output.Height;

        public void SetEncoding(System.Text.Encoding encoding) => output.SetEncoding(encoding);
    }

    /// <summary>What is drawn, letter by letter, whoever drew it.</summary>
    private sealed class PrintableSegments : IRenderHook
    {
        public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
            renderables.Select(renderable => new Printed(renderable));
    }

    private sealed class Printed(IRenderable drawn) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => drawn.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            drawn.Render(options, maxWidth).Select(Of);

        private static Segment Of(Segment segment) => segment.IsControlCode || segment.IsLineBreak
            ? segment
            : new Segment(Printable.Block(segment.Text), segment.Style);
    }
}
