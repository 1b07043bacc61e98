using Stripe;

namespace Charging.Payments;

/// <summary>What Stripe paid out, each payout with the balance transactions that it was made of.</summary>
internal sealed class StripePayouts(StripeClient stripe)
{
    private const int Page = 100;

    /// <summary>A payout of ten thousand captures is a hundred pages.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>What was made on that day (UTC) or later and has arrived at the bank, oldest first.</summary>
    /// <exception cref="InvalidOperationException">Stripe does not tell, or something it tells is unknown.</exception>
    public async Task<IReadOnlyList<Payout>> Since(DateOnly day, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            return await Read(day, limit.Token);
        }
        catch (StripeException refusal)
        {
            throw new InvalidOperationException(
                $"Stripe does not tell its payouts: {StripeRefusal.Why(refusal)}. Gateway__Stripe__ApiKey must be " +
                "allowed to read payouts, balance transactions and charges.", refusal);
        }
        catch (HttpRequestException away)
        {
            throw new InvalidOperationException($"Stripe is not reached: {away.Message}", away);
        }
        catch (OperationCanceledException slow) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                $"Stripe did not tell its payouts within {Limit.TotalMinutes} minutes; take a later day for --since.",
                slow);
        }
    }

    private async Task<IReadOnlyList<Payout>> Read(DateOnly day, CancellationToken cancellationToken)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var arrived = new PayoutListOptions
        {
            Status = "paid", Created = new DateRangeOptions { GreaterThanOrEqual = midnight }, Limit = Page,
        };
        List<Payout> payouts = [];
        await foreach (var paid in stripe.V1.Payouts.ListAutoPagingAsync(arrived, cancellationToken: cancellationToken))
            payouts.Add(StripePayout.Of(paid, await MovementsOf(paid, cancellationToken)));
        payouts.Reverse();
        return payouts;
    }

    private async Task<IReadOnlyList<BalanceTransaction>> MovementsOf(
        global::Stripe.Payout paid, CancellationToken cancellationToken)
    {
        var ofPayout = new BalanceTransactionListOptions { Payout = paid.Id, Expand = ["data.source"], Limit = Page };
        List<BalanceTransaction> movements = [];
        await foreach (var movement in stripe.V1.BalanceTransactions.ListAutoPagingAsync(
            ofPayout, cancellationToken: cancellationToken))
        {
            movements.Add(movement);
        }

        return movements;
    }
}
