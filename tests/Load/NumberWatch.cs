using Charging.TestBed;

namespace Charging.Load;

/// <summary>
/// Looks at the numbers while they are given. Whoever sees n committed invoices of a series must see the numbers 1 to
/// n: so they come in the order of their commits, too.
/// </summary>
internal sealed class NumberWatch(Database database)
{
    private readonly List<SeriesNumbers> broken = [];

    public int Looks { get; private set; }

    /// <summary>What was not as it must be, at any look.</summary>
    public IReadOnlyList<SeriesNumbers> Broken => broken;

    public async Task<IReadOnlyList<SeriesNumbers>> Look()
    {
        var all = await database.Rows<SeriesNumbers>("""
            select   series, count(number) as invoices, coalesce(min(number), 0) as first,
                     coalesce(max(number), 0) as last,
                     least(count(distinct number), count(distinct invoice_number)) as distinct,
                     next_number as next
            from     invoicing.number_series left join invoicing.issued_invoices using (series)
            group by series, next_number
            order by series;
            """);
        Looks++;
        broken.AddRange(all.Where(series => !series.IsWhole));
        return all;
    }
}
