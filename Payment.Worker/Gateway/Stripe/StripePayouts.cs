using Charging.Payments.Payouts;
using Stripe;
using Payout = Stripe.Payout;

namespace Charging.Payments.Gateway.Stripe;

/// <summary>What Stripe paid out, each payout with the balance transactions that it was made of.</summary>
internal sealed class StripePayouts(StripeClient stripe)
{
    private const int Page = 100;

    /// <summary>A payout of ten thousand captures is a hundred pages.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>What was made on that day (UTC) or later and has arrived at the bank, oldest first.</summary>
    /// <exception cref="InvalidOperationException">Stripe does not tell.</exception>
    public async Task<IReadOnlyList<GivenPayout>> Since(DateOnly day, CancellationToken cancellationToken)
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

    private async Task<IReadOnlyList<GivenPayout>> Read(DateOnly day, CancellationToken cancellationToken)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var arrived = new PayoutListOptions
        {
            Status = "paid", Created = new DateRangeOptions { GreaterThanOrEqual = midnight }, Limit = Page,
        };
        List<GivenPayout> payouts = [];
        await foreach (var paid in stripe.V1.Payouts.ListAutoPagingAsync(arrived, cancellationToken: cancellationToken))
            payouts.Add(GivenOf(paid, await MovementsOf(paid, cancellationToken)));
        payouts.Reverse();
        return payouts;
    }

    /// <summary>One that cannot be read holds up no other.</summary>
    private static GivenPayout GivenOf(Payout paid, IReadOnlyList<BalanceTransaction> movements)
    {
        try
        {
            return new(paid.Id, StripePayout.Of(paid, movements));
        }
        catch (InvalidOperationException flaw)
        {
            return new(paid.Id, null, flaw.Message);
        }
    }

    private async Task<IReadOnlyList<BalanceTransaction>> MovementsOf(
        Payout paid, CancellationToken cancellationToken)
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
