using System.Text;
using Charging.Operator.Publishing;

namespace Charging.Operator.Tests.Publishing;

public class SessionFileTests
{
    [TestCase("{\"a\":1}\n{\"b\":  2}\n", "{\"a\":1}|{\"b\":  2}")]
    [TestCase("{\"a\":1}\r\n\r\n{\"b\":2}", "{\"a\":1}|{\"b\":2}")]
    [TestCase("not JSON\n{\"a\":1", "not JSON|{\"a\":1")]
    [TestCase("\uFEFF{\"a\":1}\n{\"b\":2}", "{\"a\":1}|{\"b\":2}")]
    [TestCase("\uFEFF[{\"a\":1}]", "{\"a\":1}")]
    [TestCase("", "")]
    public async Task Each_line_keeps_its_bytes(string file, string lines) =>
        Assert.That(string.Join('|', await Read(file)), Is.EqualTo(lines));

    [Test]
    public async Task The_elements_of_an_array_keep_their_bytes() =>
        Assert.That(await Read(" [ {\"a\" : 1.0},\n {\"b\":\"\\u0041\"} ]"),
            Is.EqualTo(new[] { "{\"a\" : 1.0}", "{\"b\":\"\\u0041\"}" }));

    [Test]
    public async Task A_line_longer_than_any_buffer_stays_whole()
    {
        var body = new string('x', 300_000);
        Assert.That(await Read($"{body}\n{body}\n"), Is.EqualTo(new[] { body, body }));
    }

    [Test]
    public void An_array_that_is_none_is_refused_with_what_to_do() =>
        Assert.That(async () => await Read("[ {\"a\":1} "),
            Throws.InstanceOf<FormatException>().With.Message.Contains("one session a line"));

    private static async Task<List<string>> Read(string file)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return await SessionFile.Read(stream, CancellationToken.None).Select(Encoding.UTF8.GetString).ToListAsync();
    }
}
