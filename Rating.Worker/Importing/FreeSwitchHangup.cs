namespace Charging.Rating.Importing;

/// <summary>
/// FreeSWITCH's event CHANNEL_HANGUP_COMPLETE as JSON, as mod_amqp publishes it (FreeSWITCH 1.10: mod_amqp,
/// switch_event.c, switch_channel.c). Every value is a text. For what is charged and what is skipped see
/// <see cref="FreeSwitchCall"/>; other events are skipped.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>FreeSWITCH-Switchname, else FreeSWITCH-Hostname</term><description>source</description></item>
/// <item><term>Unique-ID, as variable_uuid</term><description>session id</description></item>
/// <item><term>variable_accountcode</term><description>customer, or another variable by setting</description></item>
/// <item><term>variable_answer_uepoch, variable_end_uepoch</term><description>start and end</description></item>
/// <item><term>Caller-Destination-Number</term><description>address</description></item>
/// <item><term>Caller-Caller-ID-Number</term><description>attribute callingLine</description></item>
/// <item><term>Other-Type: originator</term><description>the mark of a B leg</description></item>
/// </list>
/// </remarks>
internal sealed class FreeSwitchHangup : IRecordFormat
{
    private const string Ended = "CHANNEL_HANGUP_COMPLETE";

    public static string Name => "freeswitch-hangup";

    public static string CustomerField => FreeSwitchCall.CustomerVariable;

    public static Imported Read(ReadOnlySpan<byte> record, ImportOptions options)
    {
        if (!JsonRecord.TryRead(record, out var json, out var complaint)) return complaint;
        if (json.Text("Event-Name") is not { } name)
            return new Imported.Refused("There is no Event-Name in it: not an event of FreeSWITCH.");
        if (name != Ended) return new Imported.Skipped($"not the end of a call: only {Ended} is");

        return new FreeSwitchCall(
            variable => json.Text($"variable_{variable}") ?? (variable == "uuid" ? json.Text("Unique-ID") : null),
            json.Text("FreeSWITCH-Switchname") ?? json.Text("FreeSWITCH-Hostname"),
            json.Text("Other-Type") == "originator",
            json.Text("Channel-Name"),
            json.Text("Caller-Destination-Number"),
            json.Text("Caller-Caller-ID-Number")).Import(options);
    }
}
