using System.Globalization;

namespace Charging.Rating.Importing;

/// <summary>
/// OpenSIPS's event E_ACC_CDR as a JSON-RPC notification, as event_rabbitmq publishes it (OpenSIPS 3.x: modules acc and
/// event_rabbitmq). It is raised once per call, when it has been answered and is over; with multi-leg accounting once
/// per leg, of which the first is charged and others are conflicts.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>callid, from_tag, to_tag</term><description>session id: the dialog</description></item>
/// <item><term>time</term><description>start: the answer, in whole seconds since 1970</description></item>
/// <item><term>ms_duration</term><description>end: so many milliseconds later. <c>duration</c> is rounded up to whole
/// seconds, and taken only where there is no other; milliseconds that are less are in another unit, and
/// refused</description></item>
/// <item><term>customer</term><description>customer: one of acc's extra_fields, or another by
/// setting</description></item>
/// <item><term>callee</term><description>address: one of acc's extra_fields, or another by setting</description></item>
/// <item><term>caller</term><description>attribute callingLine, if acc's extra_fields name it</description></item>
/// </list>
/// The record names no host: the source is the setting, or "opensips".
/// </remarks>
internal sealed class OpenSipsCdr : IRecordFormat
{
    private const string Ended = "E_ACC_CDR";

    /// <summary>Longer than any session may be, and too short to overflow a date.</summary>
    private static readonly decimal LongestMilliseconds = (decimal)TimeSpan.FromDays(3_650).TotalMilliseconds;

    public static string Name => "opensips-cdr";

    public static string CustomerField => "customer";

    public static Imported Read(ReadOnlySpan<byte> record, ImportOptions options)
    {
        if (!JsonRecord.TryRead(record, out var json, out var complaint)) return complaint;
        if (json.Text("method") is not { } name || json.Object("params") is not { } call)
            return new Imported.Refused("There are no method and params in it: not an event of OpenSIPS.");
        if (name != Ended) return new Imported.Skipped($"not the end of an answered call: only {Ended} is");
        if (UnixTime.OfSeconds(call.Text("time")) is not { } answered)
            return new Imported.Refused($"time is '{call.Text("time")}'; seconds since 1970 are needed.");
        if (DurationOf(call) is not { } duration)
        {
            return new Imported.Refused(
                $"ms_duration is '{call.Text("ms_duration")}'; milliseconds are needed, and not less than duration's " +
                $"'{call.Text("duration")}' seconds.");
        }

        return SipCall.Import(call, options, DialogOf(call), answered, answered + duration);
    }

    private static TimeSpan? DurationOf(JsonRecord call)
    {
        var isOld = call.Text("ms_duration") is null;
        var milliseconds = isOld ? Number("duration") * 1_000 : Number("ms_duration");
        if (milliseconds < (Number("duration") * 1_000) - 1_000) return null;
        return milliseconds <= LongestMilliseconds ? TimeSpan.FromMilliseconds((long)milliseconds) : null;

        decimal? Number(string name) =>
            long.TryParse(call.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
    }

    private static string? DialogOf(JsonRecord call) =>
        call.Text("callid") is { } id
            ? string.Join(';', new[] { id, call.Text("from_tag"), call.Text("to_tag") }.OfType<string>())
            : null;
}
