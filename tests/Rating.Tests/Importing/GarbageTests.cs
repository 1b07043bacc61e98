using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using CsCheck;

namespace Charging.Rating.Tests.Importing;

/// <summary>No bytes whatever make an importer throw.</summary>
[TestFixtureSource(typeof(StoredRecord), nameof(StoredRecord.Formats))]
public class GarbageTests(string format)
{
    private static readonly string[] Oddities =
    [
        "null", "{}", "[]", "[[]]", "true", "0", "-1", "1e400", "99999999999999999999", "9999999999",
        "123456789012345678901234567890.5", "\"1795165200000\"", "\"1795165200000000000\"", "12",
        "{\"a\":{\"b\":[1,\"x\",null]}}", "[1,\"x\",null,{\"timestamp\":7}]", "\"NaN\"", "1E-400",
        "\"\"", "\" \"", "\"\\u0000\"",
        "\"9223372036854775807\"", "\"253402300800\"", "\"-5\"", "\"1.5\"", "\"4111111111111111\"", "\"sip:\"",
        "\"\uD83D\uDCDE\"", "\"2026-11-20T10:00:00\"",
        "\"9999-12-31T23:59:59.9999999-14:00\"", "\"0001-01-01T00:00:00+14:00\"",
    ];

    private readonly StoredRecord record = StoredRecord.Of(format);

    [Test]
    public void Bytes_at_random_are_refused() => Gen.Byte.Array[0, 200].Sample(bytes =>
        Assert.That((record with { Bytes = bytes }).Read(), Is.TypeOf<Imported.Refused>()));

    [Test]
    public void A_record_with_bytes_changed_never_throws() =>
        Gen.Select(Gen.Int[0, record.Bytes.Length - 1], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            var bytes = (byte[])record.Bytes.Clone();
            foreach (var (at, value) in changes) bytes[at] = value;
            AssertReasoned((record with { Bytes = bytes }).Read());
        });

    [Test]
    public void A_record_that_is_cut_off_is_refused()
    {
        var whole = record.Text.TrimEnd().Length;
        for (var length = 0; length < whole; length++)
        {
            var cut = record with { Bytes = record.Bytes[..length] };
            Assert.That(cut.Read(), Is.TypeOf<Imported.Refused>(), $"{length}");
        }
    }

    [Test]
    public void A_field_with_an_odd_value_never_throws()
    {
        foreach (var odd in record.Text.StartsWith('<') ? OddXml() : OddJson())
            AssertReasoned((record with { Bytes = Encoding.UTF8.GetBytes(odd) }).Read());
    }

    [Test]
    public void A_record_with_every_field_twice_is_the_same_record_and_with_two_values_it_never_throws()
    {
        if (record.Text.StartsWith('<')) Assert.Ignore("XML has elements, and no fields to stand there twice.");
        var same = Doubled(JsonNode.Parse(record.Bytes)!, value => value);
        var other = Doubled(JsonNode.Parse(record.Bytes)!, _ => "\"another\"");

        Assert.That((record with { Bytes = Encoding.UTF8.GetBytes(same) }).Session().SessionId,
            Is.EqualTo(record.Session().SessionId));
        AssertReasoned((record with { Bytes = Encoding.UTF8.GetBytes(other) }).Read());
        Assert.That((record with { Bytes = Encoding.UTF8.GetBytes(other) }).Read(), Is.Not.TypeOf<Imported.Session>());
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("{}{}")]
    [TestCase("<cdr/>")]
    [TestCase("{\"method\":\"\\ud800\",\"Event-Name\":\"\\udfff\"}")]
    public void What_is_no_record_at_all_is_refused(string text) =>
        Assert.That((record with { Bytes = Encoding.UTF8.GetBytes(text) }).Read(), Is.TypeOf<Imported.Refused>());

    private static void AssertReasoned(Imported read)
    {
        var reason = (read as Imported.Refused)?.Reason ?? (read as Imported.Skipped)?.Reason;
        Assert.That(reason is null ? read is Imported.Session : reason.Length > 0, Is.True);
        if (read is Imported.Session session) _ = Screening.Check(session.Ended);
    }

    private IEnumerable<string> OddJson()
    {
        var places = Values(JsonNode.Parse(record.Bytes)!).Count();
        for (var place = 0; place < places; place++)
        {
            foreach (var oddity in Oddities)
            {
                var root = JsonNode.Parse(record.Bytes)!;
                Values(root).ElementAt(place).ReplaceWith(JsonNode.Parse(oddity));
                yield return root.ToJsonString();
            }
        }
    }

    /// <summary>Each field of each object twice, the second time with what becomes of its value.</summary>
    private static string Doubled(JsonNode? node, Func<string, string> second) => node switch
    {
        JsonObject entries => $"{{{string.Join(',', entries.SelectMany(entry => new[]
        {
            $"{JsonSerializer.Serialize(entry.Key)}:{Doubled(entry.Value, second)}",
            $"{JsonSerializer.Serialize(entry.Key)}:{second(Doubled(entry.Value, second))}",
        }))}}}",
        JsonArray elements => $"[{string.Join(',', elements.Select(element => Doubled(element, second)))}]",
        _ => node?.ToJsonString() ?? "null",
    };

    private IEnumerable<string> OddXml()
    {
        var places = XDocument.Parse(record.Text).Descendants().Count();
        for (var place = 0; place < places; place++)
        {
            foreach (var oddity in Oddities.Where(oddity => !oddity.Contains("\\u0000", StringComparison.Ordinal)))
            {
                var document = XDocument.Parse(record.Text);
                document.Descendants().ElementAt(place).Value = oddity.Trim('"');
                yield return document.ToString();
            }
        }
    }

    /// <summary>Every value in it, objects and arrays too, those within others last.</summary>
    private static IEnumerable<JsonNode> Values(JsonNode node)
    {
        var inner = node switch
        {
            JsonObject entries => entries.Select(entry => entry.Value),
            JsonArray elements => elements,
            _ => [],
        };
        return inner.OfType<JsonNode>().SelectMany(value => Values(value).Prepend(value));
    }
}
