using System.Text.Json;
using System.Xml.Linq;

namespace Charging.Tests.Surfaces;

public class PrintableTests
{
    [TestCase("Příliš žluťoučký kůň, 12,50 € – 日本 😀", "Příliš žluťoučký kůň, 12,50 € – 日本 😀")]
    [TestCase("\u001b[31mred\u001b]0;title\u0007", @"\x1b[31mred\x1b]0;title\x07")]
    [TestCase("\u009b1m\u0085", @"\x9b1m\x85")]
    [TestCase("one\r\ntwo\tthree\0", @"one\r\ntwo\tthree\x00")]
    [TestCase("\u202eabc\u2066\u200f\u061c", @"\u202eabc\u2066\u200f\u061c")]
    [TestCase("a\u200bb\u2028c\u2029d\ufeffe\u00ad", @"a\u200bb\u2028c\u2029d\ufeffe\xad")]
    [TestCase("\u007f", @"\x7f")]
    [TestCase("\U000e0041", @"\U000e0041")]
    [TestCase("\uffff", @"\uffff")]
    public void What_a_terminal_would_obey_or_hide_is_written_out(string text, string shown) =>
        Assert.That(Printable.Line(text), Is.EqualTo(shown));

    [Test]
    public void Half_a_letter_is_written_out_wherever_it_stands()
    {
        Assert.That(Printable.Line("a\ud83d"), Is.EqualTo(@"a\ud83d"));
        Assert.That(Printable.Line("\ude00a"), Is.EqualTo(@"\ude00a"));
    }

    [Test]
    public void Every_character_there_is_comes_out_as_one_line_that_nothing_obeys()
    {
        var all = string.Concat(Enumerable.Range(0, 0x110000)
            .Select(code => code is >= 0xD800 and < 0xE000 ? $"{(char)code}x" : char.ConvertFromUtf32(code)));

        Assert.That(Hostile.Offences(System.Text.Encoding.UTF8.GetBytes(Printable.Line(all))), Is.Empty);
        Assert.That(Printable.Line(all), Does.Not.Contain("\n"));
    }

    [Test]
    public void A_block_keeps_its_lines_and_nothing_else() =>
        Assert.That(Printable.Block("one\r\ntwo\n\rthree\u001b"), Is.EqualTo("one\ntwo\n\\rthree\\x1b"));

    [Test]
    public void Json_and_xml_say_the_same_as_before()
    {
        const string text = "a\u202eb\u0085c\U000e0041";
        var json = Printable.Json($$"""{"text":"{{text}}"}""");
        var xml = Printable.Xml($"<a>{text}</a>");

        Assert.That(Hostile.Offences(System.Text.Encoding.UTF8.GetBytes(json + xml)), Is.Empty);
        Assert.That(JsonDocument.Parse(json).RootElement.GetProperty("text").GetString(), Is.EqualTo(text));
        Assert.That(XElement.Parse(xml).Value, Is.EqualTo(text));
    }

    [Test]
    public void A_line_is_one_line_and_a_letter_in_two_halves_stays_whole()
    {
        var output = new StringWriter();
        using var terminal = new TerminalWriter(output);

        terminal.WriteLine("one\nforged\u001b");
        foreach (var half in "😀") terminal.Write(half);
        terminal.Write("a\u202e\n");
        terminal.Write('\ud83d');
        terminal.WriteLine("b");

        Assert.That(output.ToString(), Is.EqualTo("one\\nforged\\x1b\n😀a\\u202e\n\\ud83db\n"));
    }
}
