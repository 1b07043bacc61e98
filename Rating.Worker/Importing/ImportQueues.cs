using System.ComponentModel.DataAnnotations;
using Charging.Rating.Rejecting;
using MassTransit;
using ValidationResult = System.ComponentModel.DataAnnotations.ValidationResult;

namespace Charging.Rating.Importing;

/// <summary>
/// The queues on which platforms' own records come in: rating-import-FORMAT, one for each format that
/// <c>Import__Formats</c> names. A platform publishes to the exchange of the same name, or its exchange is bound to it.
/// </summary>
internal sealed class ImportQueues : IValidatableObject
{
    public const string Section = "Import";

    /// <summary>Names with commas between them. None by default: SessionEnded comes without them.</summary>
    public string Formats { get; init; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var unknown = Names.Except(RecordFormat.All.Select(format => format.Name)).ToList();
        if (unknown.Count > 0)
        {
            yield return new ValidationResult(
                $"Import__Formats names '{string.Join("', '", unknown)}'; the formats are " +
                $"{string.Join(", ", RecordFormat.All.Select(format => format.Name))}.", [nameof(Formats)]);
        }
    }

    public static void Add(IBusRegistrationConfigurator bus, IConfiguration configuration)
    {
        var wanted = configuration.GetSection(Section).Get<ImportQueues>()?.Names ?? [];
        foreach (var format in RecordFormat.All.Where(format => wanted.Contains(format.Name)))
            format.AddQueue(bus, new Lazy<ImportOptions>(() => ImportOptions.Of(configuration, format)));
    }

    /// <exception cref="InvalidOperationException">A setting of a format is wrong.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var format in RecordFormat.All) _ = ImportOptions.Of(configuration, format);
    }

    /// <param name="bus">Gets the queue.</param>
    /// <param name="options">Read when the worker starts, and not while it is put together.</param>
    public static void Add<T>(IBusRegistrationConfigurator bus, Lazy<ImportOptions> options)
        where T : class, IRecordFormat =>
        bus.AddConsumer<ImportRecordConsumer<T>>().FromForeigners(
            QueueOf<T>(), body => RecordImported.Of(body, T.Read, options.Value), RejectionFeed.HearRecord);

    /// <summary>The exchange of the format's queue; the queue itself is not declared anew.</summary>
    public static Uri AddressOf<T>() where T : IRecordFormat => new($"exchange:{QueueOf<T>()}");

    private static string QueueOf<T>() where T : IRecordFormat => $"rating-import-{T.Name}";

    private string[] Names =>
        Formats.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
