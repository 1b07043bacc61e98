using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Charging.Rating.Importing;

/// <summary>
/// The record that FreeSWITCH writes when a conference ends (FreeSWITCH 1.10: mod_conference, conference_cdr.c): the
/// XML of <c>cdr-log-dir</c>, or the event conference::cdr with that XML as its content
/// (<c>cdr-event-mode=content</c>), as mod_amqp publishes it.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>hostname</term><description>source</description></item>
/// <item><term>name and start_time</term><description>session id: the record has no other</description></item>
/// <item><term>start_time, end_time</term><description>start and end, in whole seconds since 1970: there is nothing
/// finer in the record</description></item>
/// <item><term>member/join_time, leave_time</term><description>a leg each; without a leave_time, the
/// conference's end</description></item>
/// <item><term>member/caller_profile/uuid, caller_id_number</term><description>leg id and address</description></item>
/// <item><term>member/flags/is_moderator</term><description>role</description></item>
/// <item><term>name, but for its room</term><description>customer, see <see cref="RoomName"/>. By setting, an element
/// of the members' caller_profile instead, such as username or context: the moderators' if they have one in common,
/// else everybody's</description></item>
/// </list>
/// Recordings and ghosts are members, but nobody's legs; rejected attempts never came in.
/// </remarks>
internal sealed class FreeSwitchConference : IRecordFormat
{
    private const string Domain = "domain";

    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 16 << 20,
    };

    public static string Name => "freeswitch-conference";

    public static string CustomerField => Domain;

    public static Imported Read(ReadOnlySpan<byte> record, ImportOptions options)
    {
        if (record.TrimStart("\uFEFF \t\r\n"u8) is not [(byte)'{', ..]) return ReadXml(record.ToArray(), options);

        if (!JsonRecord.TryRead(record, out var json, out var complaint)) return complaint;
        if (json.Text("Event-Subclass") != "conference::cdr")
            return new Imported.Skipped("not the end of a conference: only conference::cdr is");
        return json.Text("_body") is { } content
            ? ReadXml(Encoding.UTF8.GetBytes(content), options)
            : new Imported.Refused("The event has no content; set cdr-event-mode to content.");
    }

    private static Imported ReadXml(byte[] xml, ImportOptions options)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml), Strict);
            return XDocument.Load(reader).Root?.Element("conference") is { } conference
                ? Read(conference, options)
                : new Imported.Refused("There is no cdr/conference in it.");
        }
        catch (XmlException exception)
        {
            return new Imported.Refused($"This is not XML: {exception.Message}");
        }
    }

    private static Imported Read(XElement conference, ImportOptions options)
    {
        var (started, ended) = (Text(conference, "start_time"), Text(conference, "end_time"));
        if (Text(conference, "name") is not { } name) return new Imported.Refused("The conference has no name.");
        if (UnixTime.OfSeconds(started) is not { } startedAt) return BadTime("start_time", started);
        if (UnixTime.OfSeconds(ended) is not { } endedAt) return BadTime("end_time", ended);

        var members = conference.Element("members")?.Elements("member").Where(IsSomebody).ToList() ?? [];
        foreach (var member in members)
        {
            var (joined, left) = (Text(member, "join_time"), Text(member, "leave_time"));
            if (UnixTime.OfSeconds(joined) is null) return BadTime("join_time", joined);
            if (LeftAt(member, endedAt) is null) return BadTime("leave_time", left);
        }

        if (members.Count == 0) return Meeting.OfNobody;
        var customer = options.Customer == Domain
            ? RoomName.CustomerIn(name, options.Separator)
            : CustomerOf(members, options.Customer);
        if (customer is null)
            return options.Customer == Domain ? RoomName.NoCustomer(name, options) : options.NoCustomer("the members'");

        return new Meeting
        {
            Source = Text(conference, "hostname") ?? options.Source,
            MeetingId = $"{name}/{started}",
            CustomerId = customer,
            Room = name,
            StartedAt = startedAt,
            EndedAt = endedAt,
            Legs = [.. members.Select((member, i) => LegOf(member, i, endedAt))],
        }.ToSession();
    }

    private static Leg LegOf(XElement member, int index, DateTime endedAt) => new()
    {
        LegId = Text(member.Element("caller_profile"), "uuid") ?? $"{index + 1}",
        Role = Flag(member, "is_moderator") ? "moderator" : "participant",
        Address = Text(member.Element("caller_profile"), "caller_id_number"),
        ConnectedAt = UnixTime.OfSeconds(Text(member, "join_time")),
        DisconnectedAt = LeftAt(member, endedAt),
    };

    private static DateTime? LeftAt(XElement member, DateTime endedAt) =>
        UnixTime.IsNever(Text(member, "leave_time")) ? endedAt : UnixTime.OfSeconds(Text(member, "leave_time"));

    private static string? CustomerOf(List<XElement> members, string field)
    {
        return Only(members.Where(member => Flag(member, "is_moderator"))) ?? Only(members);

        string? Only(IEnumerable<XElement> some) =>
            some.Select(member => Text(member.Element("caller_profile"), field)).Distinct().Take(2).ToList()
                is [{ } one] ? one : null;
    }

    private static bool IsSomebody(XElement member) =>
        member.Attribute("type")?.Value == "caller" && !Flag(member, "is_ghost");

    private static bool Flag(XElement member, string name) => Text(member.Element("flags"), name) == "true";

    private static string? Text(XElement? parent, string name) =>
        parent?.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } text
            ? text
            : null;

    private static Imported.Refused BadTime(string name, string? value) =>
        new($"{name} is {(value is null ? "missing" : $"'{value}'")}; seconds since 1970 are needed.");
}
