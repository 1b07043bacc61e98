using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace Charging.Rating.Tests.Importing;

/// <summary>Arrays, packed bytes and a byte order mark, in queues and in files.</summary>
public class SeveralRecordsTests
{
    private static readonly StoredRecord Good = StoredRecord.Of<FreeSwitchHangup>();
    private static readonly StoredRecord Skipped = Good.With(e => e["Other-Type"] = "originator");
    private static readonly StoredRecord Refused = Good.With(e => e.Remove("variable_accountcode"));

    [Test]
    public void An_array_is_its_records_and_one_that_is_refused_does_not_lose_the_others()
    {
        var read = Read(Utf8($"[{Refused.Text},\n{Good.Text}, 17, {Skipped.Text}]"));

        Assert.That(read.Records.Select(record => record.Session?.SessionId),
            Is.EqualTo([null, Good.Session().SessionId, null, null]));
        Assert.That(read.Records.Select(record => record.Refused is { } bytes ? Encoding.UTF8.GetString(bytes) : null),
            Is.EqualTo([Refused.Text, null, "17", null]));
        Assert.That(read.Records[3].SkippedBecause, Does.StartWith("a B leg"));
    }

    [Test]
    public void A_webhook_of_BigBlueButton_is_skipped_though_it_comes_in_an_array()
    {
        var webhook = new JsonArray(new JsonObject
        {
            ["data"] = new JsonObject { ["id"] = "user-joined", ["event"] = new JsonObject { ["ts"] = 1 } },
        });

        var read = RecordImported.Of(
            Utf8(webhook.ToJsonString()), BigBlueButtonMeeting.Read, Options<BigBlueButtonMeeting>());

        Assert.That(read.Records.Single().SkippedBecause, Does.StartWith("a webhook"));
    }

    [TestCase("[]", Description = "there is nothing in it")]
    public void An_empty_array_is_no_fault(string text) => Assert.That(Read(Utf8(text)).Records, Is.Empty);

    [TestCase("[{},", "not JSON")]
    [TestCase("[1] 2", "not JSON")]
    [TestCase("7", "not a JSON object")]
    public void What_is_no_array_is_refused_as_one_record(string text, string reason) =>
        Assert.That(() => Read(Utf8(text)), Throws.TypeOf<FormatException>().With.Message.Contains(reason));

    [Test]
    public void More_records_than_a_webhook_posts_are_refused() =>
        Assert.That(() => Read(Utf8($"[{string.Join(',', Enumerable.Repeat("0", 1_001))}]")),
            Throws.TypeOf<FormatException>().With.Message.Contains("1001 records"));

    [Test]
    public void A_record_whose_session_is_too_large_for_a_message_is_refused_with_its_size()
    {
        const string who = "\"variable_accountcode\": \"";
        var quotes = string.Concat(Enumerable.Repeat("\\\"", 250_000)); // two bytes each; six in our JSON
        var large = Good.With(who, who + quotes);

        Assert.That(() => Read(large.Bytes), Throws.TypeOf<FormatException>().With.Message.Contains("at most 1310720"));
        var among = Read(Utf8($"[{Good.Text}, {large.Text}]"));
        Assert.That(among.Records[0].Session, Is.Not.Null);
        Assert.That(among.Records[1].Refused, Is.EqualTo(Utf8(large.Text.TrimEnd())), "it goes back alone");
    }

    [Test]
    public void A_refused_record_that_is_too_large_to_go_back_alone_is_refused_with_the_others()
    {
        var large = Refused.With(e => e["variable_note"] = new string('x', 1_400_000));

        Assert.That(() => Read(Utf8($"[{Good.Text}, {large.Text}]")),
            Throws.TypeOf<FormatException>().With.Message.Contains("at most 1310720 can be set aside alone"));
    }

    [Test]
    public void A_byte_order_mark_makes_no_difference()
    {
        Assert.That(Sample.Json(Read(Utf8("\uFEFF" + Good.Text)).Records.Single().Session!),
            Is.EqualTo(Sample.Json(Good.Session())));
        Assert.That(Read(Utf8($"\uFEFF[{Good.Text}]")).Records.Single().Session, Is.Not.Null);
    }

    [Test]
    public void Packed_bytes_are_the_record_that_they_pack() =>
        Assert.That(Sample.Json(Read(Packed(Good.Bytes)).Records.Single().Session!),
            Is.EqualTo(Sample.Json(Good.Session())));

    [Test]
    public void Bytes_that_unpack_to_more_than_a_record_has_are_refused_before_they_do()
    {
        var bomb = Packed(new byte[64 << 20]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => Read(bomb), Throws.TypeOf<FormatException>().With.Message.Contains("more than 16 MiB"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(80 << 20));
    }

    [Test]
    public void Packed_bytes_that_are_cut_off_or_broken_are_refused()
    {
        var packed = Packed(Good.Bytes);
        // Without the last block's end and the checksum all is there, and the JSON itself says that it is whole.
        const int ending = 16;
        for (var length = 2; length < packed.Length - ending; length++)
            Assert.That(() => Read(packed[..length]), Throws.TypeOf<FormatException>(), $"{length}");
        Assert.That(() => Read([0x1F, 0x8B, 1, 2, 3]),
            Throws.TypeOf<FormatException>().With.Message.Contains("cannot be unpacked"));
    }

    [Test]
    public void A_file_may_be_one_array_over_many_lines_or_hold_arrays_on_its_lines()
    {
        Assert.That(
            Lines("[\n  {\"a\": 1},\n  {\"b\":\n 2}\n]\n"), Is.EqualTo([(2, "{\"a\": 1}"), (3, "{\"b\":\n 2}")]));
        Assert.That(Lines("{\"a\":1}\n[{\"b\":2},3]\n[\n"),
            Is.EqualTo([(1, "{\"a\":1}"), (2, "{\"b\":2}"), (2, "3"), (3, "[")]));
    }

    [Test]
    public void A_field_that_stands_twice_and_says_two_things_is_not_believed()
    {
        const string field = "\"variable_accountcode\"";
        var twice = Good.With(field, $"{field}:\"other\",{field}");
        var same = Good.With(field, $"{field}:\"novak\",{field}");

        Assert.That(twice.Refused(), Does.Contain("'accountcode'"));
        Assert.That(same.Session().CustomerId, Is.EqualTo("novak"));
    }

    private static RecordImported Read(byte[] body) =>
        RecordImported.Of(body, FreeSwitchHangup.Read, Options<FreeSwitchHangup>());

    private static ImportOptions Options<T>() where T : IRecordFormat => ImportOptions.Of(
        new ConfigurationBuilder().Build(), RecordFormat.All.Single(format => format.Name == T.Name));

    private static IEnumerable<(int, string)> Lines(string file) =>
        RecordFile.Read(Utf8(file)).Select(one => (one.Line, Encoding.UTF8.GetString(one.Record.Span)));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
