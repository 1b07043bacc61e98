using MassTransit;

namespace Charging.Rating.Importing;

/// <summary>A format by its name, for whoever does not know it when the program is compiled.</summary>
/// <param name="Name">As on the command line, such as freeswitch-cdr.</param>
/// <param name="Section">Of the configuration, such as FreeSwitchCdr.</param>
/// <param name="CustomerField">Names who pays, unless the configuration names another.</param>
/// <param name="Read">Pure.</param>
/// <param name="AddQueue">Adds the queue on which such records come in.</param>
internal sealed record RecordFormat(
    string Name, string Section, string CustomerField, RecordReader Read,
    Action<IBusRegistrationConfigurator, Lazy<ImportOptions>> AddQueue)
{
    public static IReadOnlyList<RecordFormat> All { get; } =
    [
        Of<FreeSwitchHangup>(), Of<FreeSwitchCdr>(), Of<FreeSwitchConference>(), Of<OpenSipsCdr>(), Of<KamailioCdr>(),
        Of<BigBlueButtonMeeting>(), Of<JitsiMeeting>(),
    ];

    private static RecordFormat Of<T>() where T : class, IRecordFormat =>
        new(T.Name, typeof(T).Name, T.CustomerField, T.Read, ImportQueues.Add<T>);
}

/// <summary><see cref="IRecordFormat.Read"/>.</summary>
internal delegate Imported RecordReader(ReadOnlySpan<byte> record, ImportOptions options);
