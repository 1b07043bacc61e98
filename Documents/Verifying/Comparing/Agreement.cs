using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Comparing;

/// <summary>
/// Documents within one PDF are one invoice: they say the same of number, date, currency, parties and sums, as far as
/// each says it.
/// </summary>
internal static class Agreement
{
    public const string Rule = "AGREE";

    /// <summary>Each is held against the first that says it.</summary>
    public static IEnumerable<Fault> FaultsIn(IReadOnlyList<Told> documents) =>
        from what in documents.SelectMany(document => document.Facts).Select(fact => fact.What).Distinct()
        let said = documents
            .Select(document => (document.Of, Said: document.Facts.FirstOrDefault(fact => fact.What == what).Said))
            .Where(one => one.Said is not null).ToList()
        from other in said.Skip(1)
        where other.Said != said[0].Said
        select new Fault(
            Rule, $"The {what} is {said[0].Said} in {said[0].Of}, and {other.Said} in {other.Of}.", FaultClass.Norm);
}
