using System.Globalization;

namespace Charging.Rating.Importing;

/// <summary>
/// The analytics callback of BigBlueButton: one record per meeting, with all attendees, after its end (BigBlueButton
/// 3.0: post_events_analytics_callback.rb, format 1.0; the gem bbbevents 2.0). It is sent to the URL in the meeting's
/// metadata <c>analytics-callback-url</c>, of meetings created with <c>meetingKeepEvents</c>. Webhooks are skipped:
/// meeting-ended does not say who was there, and a single join or leave is not a meeting.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>internal_meeting_id</term><description>session id: new with every meeting of a room</description></item>
/// <item><term>meeting_id</term><description>attribute conferenceRoom</description></item>
/// <item><term>data.start, finish</term><description>start and end, with their offset from UTC</description></item>
/// <item><term>data.attendees[].sessions[].joins[], lefts[]</term><description>a leg for each interval that the
/// attendee was there, in one window or several; where a left is missing, to the meeting's end. Without sessions
/// (older gems) from joins[] and leaves[] of the attendee, see <see cref="OldAttendance"/></description></item>
/// <item><term>data.attendees[].ext_user_id</term><description>leg id</description></item>
/// <item><term>data.attendees[].moderator</term><description>role</description></item>
/// <item><term>data.metadata.customer_id</term><description>customer, or another by setting: created as
/// meta_customer-id</description></item>
/// <item><term>data.metadata.is_breakout</term><description>skipped if true: whoever goes into a breakout room stays in
/// its meeting, and is charged there. Charged too by the setting Breakouts</description></item>
/// </list>
/// The record names no host: the source is the setting, or "bigbluebutton".
/// </remarks>
internal sealed class BigBlueButtonMeeting : IRecordFormat
{
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    private static readonly Imported.Skipped Breakout = new(
        "a breakout room: whoever is in it is charged in its meeting", IsBreakout: true);

    public static string Name => "bigbluebutton-meeting";

    public static string CustomerField => "customer_id";

    public static Imported Read(ReadOnlySpan<byte> record, ImportOptions options)
    {
        if (!JsonRecord.TryRead(record, out var json, out var complaint)) return complaint;
        if (json.Text("internal_meeting_id") is not { } id || json.Object("data") is not { } data)
        {
            return json.Object("data")?.Object("event") is not null
                ? new Imported.Skipped("a webhook, which does not say who was there: only the analytics callback does")
                : new Imported.Refused("There are no internal_meeting_id and data in it: not an analytics callback.");
        }

        if (!options.ChargesBreakouts && IsBreakout(data)) return Breakout;
        if (TimeOf(data.Text("start")) is not { } started) return BadTime("data.start", data.Text("start"));
        if (TimeOf(data.Text("finish")) is not { } ended) return BadTime("data.finish", data.Text("finish"));
        var attendees = data.Objects("attendees").ToList();
        foreach (var time in attendees.SelectMany(TimesOf))
            if (TimeOf(time) is null) return BadTime("a join or left", time);
        foreach (var attendee in attendees.Where(IsOld))
            if (OldAttendance.Complaint(AttendanceOf(attendee, ended)) is { } wrong) return wrong;
        var legs = attendees.SelectMany((attendee, i) => LegsOf(attendee, i, ended)).ToList();
        if (legs.Count == 0) return Meeting.OfNobody;
        if (data.Object("metadata")?.Text(options.Customer) is not { } customer)
            return options.NoCustomer("the metadata");

        return new Meeting
        {
            Source = options.Source,
            MeetingId = id,
            CustomerId = customer,
            Room = json.Text("meeting_id") ?? id,
            StartedAt = started,
            EndedAt = ended,
            Legs = legs,
        }.ToSession();
    }

    private static bool IsBreakout(JsonRecord data) => new[] { data, data.Object("metadata") }
        .Any(place => place?.Text("is_breakout") is { } text && text.ToUpperInvariant() is "TRUE" or "1");

    private static IEnumerable<Leg> LegsOf(JsonRecord attendee, int index, DateTime ended)
    {
        var id = attendee.Text("ext_user_id") ?? $"{index + 1}";
        var intervals = IsOld(attendee) ? AttendanceOf(attendee, ended).Intervals() : Interval.Union(
            Sessions(attendee).SelectMany(session => Interval.Of(
                session.Joins.Select(TimeOf).OfType<DateTime>(), session.Lefts.Select(TimeOf).OfType<DateTime>(),
                ended)));
        return intervals.Select((interval, i) => new Leg
        {
            LegId = i == 0 ? id : $"{id}/{i + 1}",
            Role = attendee.Text("moderator") == "true" ? "moderator" : "participant",
            ConnectedAt = interval.From,
            DisconnectedAt = interval.To,
        });
    }

    /// <summary>Older versions of the gem do not tell one window of an attendee from another.</summary>
    private static bool IsOld(JsonRecord attendee) => !attendee.Objects("sessions").Any();

    private static OldAttendance AttendanceOf(JsonRecord attendee, DateTime ended) => new(
        attendee.Text("ext_user_id") ?? "",
        [.. attendee.Texts("joins").Select(TimeOf).OfType<DateTime>()],
        [.. attendee.Texts("leaves").Select(TimeOf).OfType<DateTime>()],
        attendee.Text("duration"),
        ended);

    private static IEnumerable<string?> TimesOf(JsonRecord attendee) => IsOld(attendee)
        ? attendee.Texts("joins").Concat(attendee.Texts("leaves"))
        : Sessions(attendee).SelectMany(session => session.Joins.Concat(session.Lefts));

    private static IEnumerable<(IEnumerable<string?> Joins, IEnumerable<string?> Lefts)> Sessions(JsonRecord attendee)
    {
        return attendee.Objects("sessions").Select(session => (Stamps(session, "joins"), Stamps(session, "lefts")));

        static IEnumerable<string?> Stamps(JsonRecord session, string kind) =>
            session.Objects(kind).Select(one => one.Text("timestamp"));
    }

    private static DateTime? TimeOf(string? text) =>
        DateTimeOffset.TryParseExact(
            text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Wire.Moment(time.UtcDateTime)
            : null;

    private static Imported.Refused BadTime(string name, string? value) => new(
        $"{name} is {(value is null ? "missing" : $"'{value}'")}; a time with its offset from UTC is needed.");
}
