using CsCheck;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>
/// Plays a payment to its end against a gateway that answers by chance and a customer who changes by chance; null for
/// an answer is a crash before it.
/// </summary>
internal sealed class RandomHistory(
    Customer customer, IReadOnlyList<GatewayAnswer?> answers, IReadOnlyList<int> chances, RetryOptions options,
    IReadOnlyList<DeclinedElsewhere> elsewhere)
{
    private const int MostSteps = 3_000;

    private static readonly string[] Codes =
        ["insufficient_funds", "processing_error", "expired_card", "lost_card", "moon", "offline_pin_required"];

    private static readonly PaymentMethod[] Methods =
    [
        Card("tok_1"), Card("tok_2") with { Brand = "Mastercard" }, Card("tok_3") with { Brand = "amex" },
        Card("tok_4") with { Kind = PaymentMethodKind.BankAccount, Brand = "Lesní banka" },
    ];

    /// <summary>Mostly declines that may pass, so that many histories come near a ceiling.</summary>
    private static readonly Gen<GatewayAnswer?> Answer =
        Gen.Int[0, 99].Select(Gen.Int[0, Codes.Length - 1], (chance, code) => chance switch
        {
            0 => new GatewayAnswer.Captured("pay_1"),
            1 => new GatewayAnswer.Pending("pay_1"),
            < 6 => new GatewayAnswer.Unknown("silence"),
            < 10 => new GatewayAnswer.NotFound(),
            < 14 => (GatewayAnswer?)null,
            < 60 => GatewayAnswer.Declined.By(Codes[code % 2]),
            _ => GatewayAnswer.Declined.By(Codes[code]),
        });

    /// <summary>For other invoices, from a day before to three days after; most of them close together.</summary>
    private static readonly Gen<DeclinedElsewhere> Elsewhere = Gen.Select(
        Gen.Int[0, Methods.Length - 1], Gen.Int[-24 * 60, 72 * 60], Gen.Int[1, 20],
        (method, minutes, divisor) => new DeclinedElsewhere(Methods[method].Token, Noon.AddMinutes(minutes / divisor)));

    private readonly Guid invoiceId = Guid.NewGuid();
    private Customer customer = customer;
    private int retryAskedAfter;
    private int asked;
    private int waits;

    /// <summary>
    /// Any methods, some suspended; up to 30 rungs and quick tries; whatever a gateway may say to 300 questions and a
    /// customer may do in 60 waits; and up to 60 declines of the same methods for other invoices.
    /// </summary>
    public static Gen<RandomHistory> Any { get; } = Gen.Select(
        Gen.Shuffle(Methods), Gen.Int[0, Methods.Length], Gen.Int[0, 30], Gen.Int[1, 30], Answer.Array[300],
        Gen.Int[0, 9].Array[60], Elsewhere.Array[0, 60],
        (methods, count, rungs, quick, answers, chances, elsewhere) => new RandomHistory(
            Customer("acme") with
            {
                Methods = [.. methods.Take(count)],
                SuspendedTokens = [.. methods.Take(count).Skip(3).Select(method => method.Token)],
            },
            answers,
            chances,
            new RetryOptions
            {
                Later = [.. Enumerable.Range(1, Math.Max(1, rungs)).Select(hours => TimeSpan.FromHours(hours))],
                Technical = [.. Enumerable.Repeat(TimeSpan.FromMinutes(1), quick)],
            },
            elsewhere));

    public RetryOptions Options => options;

    public List<Attempt> Attempts { get; } = [];

    /// <summary>Every step that the plan said, with what it saw.</summary>
    public List<(NextStep Step, History Seen, Customer Customer)> Steps { get; } = [];

    /// <summary>Follows the plan until nothing is left to do; false if there is no end to it.</summary>
    public bool Play()
    {
        var now = Noon;
        while (Steps.Count < MostSteps)
        {
            var seen = new History([.. Attempts], Noon, retryAskedAfter)
            {
                Elsewhere = [.. elsewhere.Where(declined => declined.StartedAt <= now)],
            };
            var step = RetryPlan.Next(seen, customer, now, options);
            Steps.Add((step, seen, customer));
            switch (step)
            {
                case NextStep.Start start:
                    Attempts.Add(Charging.Payments.Collecting.Attempt.Start(
                        invoiceId, start.AttemptNo, start.Method, customer.Version, Euro(1210), now));
                    Hear(now);
                    break;
                case NextStep.Resume:
                    Hear(now);
                    break;
                case { Alarm: { } alarm }:
                    now = Wait(now, alarm);
                    break;
                default:
                    return true;
            }

            now = now.AddSeconds(1);
        }

        return false;
    }

    /// <summary>Until the alarm, unless the data change or somebody asks for a retry before.</summary>
    private DateTime Wait(DateTime now, Alarm alarm)
    {
        switch (waits < chances.Count ? chances[waits++] : 9)
        {
            case 0:
                customer = customer with { Version = customer.Version + 1 };
                return now;
            case 1:
                retryAskedAfter = Attempts.Count;
                return now;
            default:
                return alarm.DueAt;
        }
    }

    private void Hear(DateTime now)
    {
        var answer = asked < answers.Count ? answers[asked++] : new GatewayAnswer.Unknown("silence");
        if (answer is not null) Attempts[^1] = Attempts[^1].With(answer, now);
    }
}
