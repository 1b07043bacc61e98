using System.Text.Json;

namespace Charging.Payments.Watching;

/// <summary>
/// Measures what the operator's <c>reconcile --record</c> found last. It sees the books of all workers, which no worker
/// does; what it found it leaves in the audit trail.
/// </summary>
internal static class MeasureReconcile
{
    private const string Command = "reconcile";
    private const string Books = "books";

    public static Measure Of(NpgsqlDataSource postgres, PaymentMetrics metrics) => new(
        Command, Measure.Usually, [metrics.ReconcileDifferences],
        async (_, stop) =>
        {
            if (await AuditEvents.Last(postgres, Command, Books, stop) is not { } last) return DateTime.UnixEpoch;
            metrics.ReconcileDifferences.Show(DifferingIn(last.After));
            return last.At;
        });

    /// <summary>How many equations of each book did not hold.</summary>
    /// <exception cref="JsonException">It is not what the command writes.</exception>
    internal static IReadOnlyDictionary<string, double> DifferingIn(string json) =>
        JsonSerializer.Deserialize<Found>(json, Wire.Json)!.Differing;

    private sealed record Found(IReadOnlyDictionary<string, double> Differing);
}
