using System.Text.Json;
using Charging.Payments.Announcing;

namespace Charging.Payments.Collecting;

/// <summary>
/// What happened to a payment so far. Attempts are all of the invoice, in order of their numbers; RetryAskedAfter is
/// the last of them after which another was asked for, 0 if never.
/// </summary>
internal sealed record History(IReadOnlyList<Attempt> Attempts, DateTime CreatedAt, int RetryAskedAfter)
{
    /// <summary>A person decided that nothing more is tried.</summary>
    public bool IsGivenUp { get; init; }

    /// <summary>Credit notes have left nothing to pay.</summary>
    public bool IsCreditedWhole { get; init; }

    /// <summary>Of a round after a return: the attempts before it, whose ceilings go on counting.</summary>
    public IReadOnlyList<Attempt> Earlier { get; init; } = [];

    public IReadOnlyList<Dispute> Disputes { get; init; } = [];

    /// <summary>The methods that were on file when the money went back.</summary>
    public IReadOnlyList<string> KnownTokens { get; init; } = [];

    /// <summary>Nothing was given back or credited, so that what went back is what is owed.</summary>
    public bool IsUntouched { get; init; } = true;

    /// <summary>What was drawn twice was given back, so that of two captures only one's money is left.</summary>
    public bool IsSurplusGivenBack { get; init; }

    /// <summary>The capture that pays the invoice, unless it is disputed.</summary>
    public Attempt? Held =>
        Attempts.LastOrDefault(one => one.Status == AttemptStatus.Captured && one.ReturnedAt is null);

    /// <summary>The capture that went back for good.</summary>
    public Attempt? Returned => Attempts.FirstOrDefault(one => one.ReturnedAt is not null);

    /// <summary>What was declined within a day for the customer's other invoices; null if not looked at.</summary>
    public IReadOnlyList<DeclinedElsewhere>? Elsewhere { get; init; }

    /// <summary>By which its debits are told before they are drawn; null where none is.</summary>
    public DebitTerms? Terms { get; init; }

    /// <summary>Of the invoice, in order of their numbers.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    public Guid InvoiceId { get; init; }

    public static History Of(PaymentState payment, Findings found) => new(
        found.Attempts, payment.CreatedAt, payment.RetryAskedAfter)
    {
        InvoiceId = payment.CorrelationId,
        Terms = found.Terms,
        Notices = found.Notices,
        IsGivenUp = payment.AbandonNote is not null,
        IsCreditedWhole = payment.IsCreditedWhole,
        Elsewhere = found.Elsewhere,
        Disputes = found.Disputes,
        KnownTokens = payment.KnownTokens is { } tokens
            ? JsonSerializer.Deserialize<string[]>(tokens, Wire.Json)!
            : [],
        IsUntouched = payment.CreditedMinor == 0 && !found.IsGivenBack,
        IsSurplusGivenBack = found.IsSurplusGivenBack,
    };

    public bool IsTriedAfter(Attempt returned) => Attempts.Any(one => IsAfter(one, returned));

    /// <summary>What follows the return, as if it were a payment of its own.</summary>
    public History After(Attempt returned) => this with
    {
        Earlier = [.. Attempts.Where(one => !IsAfter(one, returned))],
        Attempts = [.. Attempts.Where(one => IsAfter(one, returned))],
        CreatedAt = returned.ReturnedAt!.Value,
    };

    /// <summary>What was tried after an earlier return, which was taken back, is of before.</summary>
    private static bool IsAfter(Attempt one, Attempt returned) =>
        one.AttemptNo > returned.AttemptNo && one.StartedAt >= returned.ReturnedAt;
}

/// <summary>A declined try on this method for another invoice.</summary>
internal sealed record DeclinedElsewhere(string MethodToken, DateTime StartedAt);
