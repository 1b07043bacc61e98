using System.Diagnostics;
using Charging.Documents.Pdf;

namespace Charging.Documents.Tests.Pdf;

public class TextLinesTests
{
    [Test]
    public void Lines_are_as_full_as_they_may_be_and_no_letter_is_lost()
    {
        var words = Enumerable.Range(0, 200).Select(i => new string((char)(97 + (i % 26)), 1 + (i % 9)));
        var text = string.Join(" ", words);

        var lines = TextLines.Of(text, 120, Style.Body);

        Assert.That(string.Join(' ', lines), Is.EqualTo(text));
        Assert.That(lines.Select(line => Style.Body.WidthOf(line)), Has.All.LessThanOrEqualTo(120.01f));
        foreach (var (line, next) in lines.Zip(lines.Skip(1)))
            Assert.That(Style.Body.WidthOf($"{line} {next.Split(' ')[0]}"), Is.GreaterThan(119.99f));
    }

    [Test]
    public void A_word_that_is_longer_than_a_line_is_cut_and_the_next_follows_it()
    {
        var lines = TextLines.Of($"{new string('x', 100)} end", 120, Style.Body);

        Assert.That(string.Concat(lines), Is.EqualTo($"{new string('x', 100)} end"));
        Assert.That(lines.Select(line => Style.Body.WidthOf(line)), Has.All.LessThanOrEqualTo(120.01f));
    }

    [Test]
    public void Both_halves_of_a_letter_stay_together() =>
        Assert.That(TextLines.Of(string.Concat(Enumerable.Repeat("😀", 100)), 50, Style.Body),
            Has.All.Matches<string>(line => !char.IsLowSurrogate(line![0]) && !char.IsHighSurrogate(line[^1])));

    [Test]
    public void A_text_of_no_end_costs_no_time_and_few_pages()
    {
        var watch = Stopwatch.StartNew();

        var lines = TextLines.Of(new string('x', 300_000), 120, Style.Body);

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(lines, Has.Count.LessThan(300));
        Assert.That(lines[^1], Does.EndWith("…"));
    }

    [Test]
    public void A_line_break_within_a_text_is_a_blank() =>
        Assert.That(TextLines.Of("one\r\ntwo\tthree", 500, Style.Body), Is.EqualTo(new[] { "one two three" }));
}
