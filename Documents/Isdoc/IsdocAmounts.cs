using Charging.Documents.Trade;

namespace Charging.Documents.Isdoc;

/// <summary>
/// A document's amounts as ISDOC wants them: each in the currency of the seller's accounts and, where the document is
/// in another, in that one too; with tax and without, for lines as well. What is rounded by line adds up to what is
/// rounded by rate, since each line ends where the rounded sum up to it does.
/// </summary>
internal sealed class IsdocAmounts
{
    private readonly AccountedTax? accounted;

    public IsdocAmounts(TradeDocument document)
    {
        accounted = document.AccountedTax;
        Subtotals =
        [
            .. document.TaxSubtotals.Select(
                x => new IsdocSubtotal(x, new(x.Base, Local(x.Base)), new(x.Tax, Local(x.Tax)))),
        ];
        var zero = new IsdocAmount(Money.Zero(document.Currency), Local(Money.Zero(document.Currency)));
        Net = Subtotals.Aggregate(zero, (sum, x) => sum + x.Base);
        Tax = Subtotals.Aggregate(zero, (sum, x) => sum + x.Tax);
        Lines = [.. LinesOf(document)];
        Rounding = document.Rounding is { } rounding ? new(rounding, Local(rounding)) : null;
    }

    /// <summary>Of the seller's accounts.</summary>
    public string LocalCurrency => Net.Local.Currency;

    /// <summary>What one of the document's currency is worth in that one; 1 where it is the same.</summary>
    public Rational Rate => accounted?.Rate ?? 1;

    public IReadOnlyList<IsdocLineAmounts> Lines { get; }

    public IReadOnlyList<IsdocSubtotal> Subtotals { get; }

    public IsdocAmount Net { get; }

    public IsdocAmount Tax { get; }

    public IsdocAmount? Rounding { get; }

    public IsdocAmount Payable => Rounding is { } rounding ? Net + Tax + rounding : Net + Tax;

    /// <summary>In the currency of the seller's accounts.</summary>
    public Money Local(Money amount) => accounted is null ? amount : amount.In(accounted.Tax.Currency, accounted.Rate);

    private IEnumerable<IsdocLineAmounts> LinesOf(TradeDocument document)
    {
        var said = Subtotals.ToDictionary(
            x => (x.Subtotal.Category, x.Subtotal.RatePercent), x => new Running(x, Money.Zero(document.Currency)));
        foreach (var line in document.Lines.Select(x => x.Line))
            yield return said[(line.TaxCategory, line.TaxRatePercent)].Next(line.Net, Local);
    }

    /// <summary>How far the lines of one rate have come.</summary>
    private sealed class Running(IsdocSubtotal whole, Money zero)
    {
        private Money net = zero;
        private IsdocAmount saidNet = new(zero, Money.Zero(whole.Base.Local.Currency));
        private IsdocAmount saidTax = new(zero, Money.Zero(whole.Base.Local.Currency));

        public IsdocLineAmounts Next(Money lineNet, Func<Money, Money> local)
        {
            net += lineNet;
            var isLast = net == whole.Base.Said;
            var tax = isLast ? whole.Tax.Said : net.In(net.Currency, whole.Subtotal.RatePercent / 100);
            var (netSoFar, taxSoFar) = (new IsdocAmount(net, local(net)), new IsdocAmount(tax, local(tax)));
            var line = new IsdocLineAmounts(netSoFar - saidNet, taxSoFar - saidTax);
            (saidNet, saidTax) = (netSoFar, taxSoFar);
            return line;
        }
    }
}

/// <summary>As the document says it, and in the currency of the seller's accounts.</summary>
internal sealed record IsdocAmount(Money Said, Money Local)
{
    public bool IsForeign => Said.Currency != Local.Currency;

    public static IsdocAmount operator +(IsdocAmount left, IsdocAmount right) =>
        new(left.Said + right.Said, left.Local + right.Local);

    public static IsdocAmount operator -(IsdocAmount left, IsdocAmount right) =>
        new(left.Said - right.Said, left.Local - right.Local);
}

internal sealed record IsdocSubtotal(TaxSubtotal Subtotal, IsdocAmount Base, IsdocAmount Tax);

internal sealed record IsdocLineAmounts(IsdocAmount Net, IsdocAmount Tax);
