namespace Charging.Rating.Importing;

/// <summary>
/// The event muc-room-destroyed of Jitsi Meet, with everybody who was in the room since it was created (Prosody plugin
/// mod_event_sync_component of jitsi-contrib/prosody-plugins). Other events of the plugin are skipped: what they tell
/// is in this one again. A breakout room is a meeting of its own; whoever goes there has left the main room.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>room_jid, of a breakout room breakout_room_id, and created_at</term><description>session id: a room's
/// name comes again with its next meeting</description></item>
/// <item><term>room_jid, after the at sign</term><description>source</description></item>
/// <item><term>room_name</term><description>attribute conferenceRoom</description></item>
/// <item><term>created_at, destroyed_at</term><description>start and end, in whole seconds since 1970: there is nothing
/// finer in the record</description></item>
/// <item><term>all_occupants[].joined_at, left_at</term><description>a leg each; without a left_at, the room's
/// end</description></item>
/// <item><term>all_occupants[].occupant_jid</term><description>leg id</description></item>
/// <item><term>[TENANT] before the room's name</term><description>customer. By setting, a field of the occupants
/// instead, which the plugin copies from their tokens with <c>include_user_info</c>: one only</description></item>
/// </list>
/// </remarks>
internal sealed class JitsiMeeting : IRecordFormat
{
    private const string Ended = "muc-room-destroyed";
    private const string Tenant = "tenant";

    public static string Name => "jitsi-meeting";

    public static string CustomerField => Tenant;

    public static Imported Read(ReadOnlySpan<byte> record, ImportOptions options)
    {
        if (!JsonRecord.TryRead(record, out var json, out var complaint)) return complaint;
        if (json.Text("event_name") is not { } name)
            return new Imported.Refused("There is no event_name in it: not an event of event_sync.");
        if (name != Ended) return new Imported.Skipped($"not the end of a meeting: only {Ended} is");
        if (json.Text("room_jid") is not { } room) return new Imported.Refused("There is no room_jid in it.");
        if (UnixTime.OfSeconds(json.Text("created_at")) is not { } started) return BadTime(json, "created_at");
        if (UnixTime.OfSeconds(json.Text("destroyed_at")) is not { } ended) return BadTime(json, "destroyed_at");

        var occupants = json.Objects("all_occupants").ToList();
        foreach (var occupant in occupants)
        {
            if (UnixTime.OfSeconds(occupant.Text("joined_at")) is null) return BadTime(occupant, "joined_at");
            if (LeftAt(occupant, ended) is null) return BadTime(occupant, "left_at");
        }

        if (occupants.Count == 0) return Meeting.OfNobody;
        if (CustomerOf(room, occupants, options.Customer) is not { } customer)
            return options.NoCustomer("the room's or its occupants'");

        return new Meeting
        {
            Source = room.Split('@') is [_, { Length: > 0 } host] ? host : options.Source,
            MeetingId = $"{json.Text("breakout_room_id") ?? room}/{json.Text("created_at")}",
            CustomerId = customer,
            Room = json.Text("room_name") ?? room,
            StartedAt = started,
            EndedAt = ended,
            Legs = [.. occupants.Select((occupant, i) => LegOf(occupant, i, ended))],
        }.ToSession();
    }

    private static Leg LegOf(JsonRecord occupant, int index, DateTime ended) => new()
    {
        LegId = occupant.Text("occupant_jid") ?? $"{index + 1}",
        Role = "participant",
        ConnectedAt = UnixTime.OfSeconds(occupant.Text("joined_at")),
        DisconnectedAt = LeftAt(occupant, ended),
    };

    private static DateTime? LeftAt(JsonRecord occupant, DateTime ended) =>
        UnixTime.IsNever(occupant.Text("left_at")) ? ended : UnixTime.OfSeconds(occupant.Text("left_at"));

    private static string? CustomerOf(string room, List<JsonRecord> occupants, string field)
    {
        if (field == Tenant) return room.Split(']') is [['[', .. { Length: > 0 } tenant], _, ..] ? tenant : null;
        var named = occupants.Select(occupant => occupant.Text(field)).OfType<string>().Distinct().Take(2).ToList();
        return named is [var one] ? one : null;
    }

    private static Imported.Refused BadTime(JsonRecord json, string name) => new(
        $"{name} is {(json.Text(name) is { } value ? $"'{value}'" : "missing")}; seconds since 1970 are needed.");
}
