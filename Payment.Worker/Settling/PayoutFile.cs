using System.Text.Json;
using Charging.Contracts;

namespace Charging.Payments;

/// <summary>A file of payouts: one JSON object a line, empty lines between them allowed.</summary>
internal static class PayoutFile
{
    /// <exception cref="InvalidOperationException">A line is none; it says which.</exception>
    public static async Task<IReadOnlyList<(int Line, Payout Payout)>> Read(
        string path, CancellationToken cancellationToken)
    {
        List<(int, Payout)> payouts = [];
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line)) payouts.Add((number, Parse(line, path, number)));
        }

        return payouts;
    }

    private static Payout Parse(string line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<Payout>(line, Wire.Json)
                ?? throw new InvalidOperationException($"{path}, line {number}: null is no payout.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidOperationException($"{path}, line {number} is no payout: {wrong.Message}", wrong);
        }
    }
}
