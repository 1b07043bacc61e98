using System.Text;

namespace Charging.ServiceDefaults.Terminals;

/// <summary>
/// The output and the error output of a program: whatever it writes, nothing reaches the terminal that it would obey.
/// <c>WriteLine</c> writes one line, also where a value in it has a line break; <c>Write</c> keeps line breaks.
/// </summary>
public sealed class TerminalWriter(TextWriter terminal) : TextWriter
{
    private char half;

    public override Encoding Encoding => terminal.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.IsEmpty) return;
        var text = half == default ? buffer.ToString() : $"{half}{buffer}";
        half = default;
        if (char.IsHighSurrogate(text[^1])) (half, text) = (text[^1], text[..^1]); // its other half may come next
        terminal.Write(Printable.Block(text));
    }

    public override void WriteLine() => EndLine("");

    public override void WriteLine(string? value) => EndLine(Printable.Line(value));

    public override void WriteLine(ReadOnlySpan<char> buffer) => WriteLine(buffer.ToString());

    public override void WriteLine(char[]? buffer) => WriteLine(new string(buffer));

    public override void WriteLine(char[] buffer, int index, int count) => WriteLine(new string(buffer, index, count));

    public override void WriteLine(StringBuilder? value) => WriteLine(value?.ToString());

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    public override void Flush() => terminal.Flush();

    private void EndLine(string line)
    {
        if (half != default) terminal.Write(Printable.Line(half.ToString()));
        half = default;
        terminal.Write($"{line}\n");
        terminal.Flush();
    }
}
