namespace Charging.Rating.Importing;

/// <summary>
/// FreeSWITCH's call record as JSON, one file per leg or one HTTP body (FreeSWITCH 1.10: mod_json_cdr, switch_ivr.c).
/// For what is charged and what is skipped see <see cref="FreeSwitchCall"/>.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>switchname</term><description>source</description></item>
/// <item><term>variables.uuid</term><description>session id</description></item>
/// <item><term>variables.accountcode</term><description>customer, or another variable by setting</description></item>
/// <item><term>variables.answer_uepoch, end_uepoch</term><description>start and end</description></item>
/// <item><term>callflow[0].caller_profile.destination_number</term><description>address; [0] is the latest
/// profile</description></item>
/// <item><term>callflow[0].caller_profile.caller_id_number</term><description>attribute
/// callingLine</description></item>
/// <item><term>callflow[].caller_profile.originator</term><description>the mark of a B leg</description></item>
/// </list>
/// Variables come URL-encoded unless the module is told otherwise (encode-values), so that they are decoded here;
/// profiles never do.
/// </remarks>
internal sealed class FreeSwitchCdr : IRecordFormat
{
    public static string Name => "freeswitch-cdr";

    public static string CustomerField => FreeSwitchCall.CustomerVariable;

    public static Imported Read(ReadOnlySpan<byte> record, ImportOptions options)
    {
        if (!JsonRecord.TryRead(record, out var json, out var complaint)) return complaint;
        if (json.Object("variables") is not { } variables)
            return new Imported.Refused("There are no variables in it: not a record of mod_json_cdr.");

        var profiles = json.Objects("callflow").Select(flow => flow.Object("caller_profile")).ToList();
        var latest = profiles.FirstOrDefault();
        return new FreeSwitchCall(
            name => variables.Text(name) is { } value ? Uri.UnescapeDataString(value) : null,
            json.Text("switchname"),
            profiles.Exists(profile => profile?.Object("originator") is not null),
            latest?.Text("chan_name"),
            latest?.Text("destination_number"),
            latest?.Text("caller_id_number")).Import(options);
    }
}
