using Charging.Invoicing.Selling;

namespace Charging.Invoicing.Taxing;

/// <summary>The rates of VAT by country, kind and day: those that come with the worker, or those of a file.</summary>
internal sealed class VatRates(IEnumerable<VatRate> rates)
{
    private const string Embedded = "vat-rates.yaml";

    private readonly ILookup<(string, VatRateKind), VatRate> all = rates.ToLookup(rate => (rate.Country, rate.Kind));

    /// <param name="path">Null for the rates that come with the worker.</param>
    /// <exception cref="InvalidOperationException">It says all that is wrong with the file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static VatRates Open(string? path)
    {
        var (read, faults) = VatRateFile.Read(path ?? Embedded, path is null ? Default() : File.ReadAllText(path));
        return faults.Count == 0
            ? new(read)
            : throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>The rate of a delivery on that day.</summary>
    /// <exception cref="InvalidOperationException">The country has no such rate on that day.</exception>
    public VatRate On(DateOnly day, string country, VatRateKind kind) =>
        all[(country, kind)].SingleOrDefault(rate => rate.IsOn(day)) ?? throw new InvalidOperationException(
            $"No {Words.Of(kind)} rate of VAT in {country} on {day:yyyy-MM-dd}: write one into the file that " +
            "Tax__Rates names (or give the customer a tax of his own), then move the message back from the queue " +
            "invoicing-create-invoice_error.");

    private static string Default()
    {
        using var stream = typeof(VatRates).Assembly.GetManifestResourceStream(Embedded)
            ?? throw new InvalidOperationException($"{Embedded} is missing from the program; build it again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
