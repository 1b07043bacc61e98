namespace Charging.Rating.Importing;

/// <summary>
/// Kamailio's call record as JSON (Kamailio 6.0: modules acc and acc_json with <c>cdr_enable=1</c>), brought to the
/// queue by whatever reads acc_json's mqueue. Every value is a text. Set acc's <c>cdr_start_on_confirmed=1</c>: by
/// default start_time is that of the INVITE, and the ringing would be charged; no record shows which it is.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>start_time, end_time</term><description>start and end, in seconds since 1970 with the fraction of acc's
/// cdr_duration_mode. Formatted times are refused: they have no zone</description></item>
/// <item><term>duration</term><description>0 for a call that was not answered (cdr_on_failed), which is
/// skipped; else not used</description></item>
/// <item><term>callid</term><description>session id: one of cdr_extra, such as
/// callid=$dlg_var(call_id)</description></item>
/// <item><term>sip_code</term><description>if cdr_extra names it: only a call with 2xx is charged</description></item>
/// <item><term>customer</term><description>customer: one of cdr_extra, or another by setting</description></item>
/// <item><term>callee</term><description>address: one of cdr_extra, or another by setting</description></item>
/// <item><term>caller</term><description>attribute callingLine, if cdr_extra names it</description></item>
/// </list>
/// The record names no host: the source is the setting, or "kamailio".
/// </remarks>
internal sealed class KamailioCdr : IRecordFormat
{
    public static string Name => "kamailio-cdr";

    public static string CustomerField => "customer";

    public static Imported Read(ReadOnlySpan<byte> record, ImportOptions options)
    {
        if (!JsonRecord.TryRead(record, out var json, out var complaint)) return complaint;
        if (json.Text("start_time") is null && json.Text("method") is not null)
            return new Imported.Skipped("a transaction's accounting: only a call's record is charged");
        if (UnixTime.OfSeconds(json.Text("start_time")) is not { } started) return BadTime(json, "start_time");
        if (UnixTime.OfSeconds(json.Text("end_time")) is not { } ended) return BadTime(json, "end_time");
        if (json.Text("sip_code") is { } code && !code.StartsWith('2')) return new Imported.Skipped("not answered");
        if (started == ended && json.Text("duration")?.Trim('0', '.') is "")
            return new Imported.Skipped("not answered");

        return SipCall.Import(json, options, json.Text("callid"), started, ended);
    }

    private static Imported.Refused BadTime(JsonRecord json, string name) => new(
        $"{name} is {(json.Text(name) is { } value ? $"'{value}'" : "missing")}; seconds since 1970 are needed. " +
        "A time without a zone is not taken instead.");
}
