using Charging.Contracts;
using CsCheck;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Retrying;

/// <summary>
/// Plays a payment to its end against a gateway that answers by chance; null for an answer is a crash before it.
/// </summary>
internal sealed class RandomHistory(
    IReadOnlyList<PaymentMethod> methods, IReadOnlyList<GatewayAnswer?> answers, RetryOptions options)
{
    private const int MostSteps = 500;

    private static readonly string[] Codes =
        ["insufficient_funds", "processing_error", "expired_card", "lost_card", "moon", "offline_pin_required"];

    private static readonly Gen<GatewayAnswer?> Answer =
        Gen.Int[0, 19].Select(Gen.Int[0, Codes.Length - 1], (chance, code) => chance switch
        {
            0 => new GatewayAnswer.Captured("pay_1"),
            1 => new GatewayAnswer.Pending("pay_1"),
            2 or 3 => new GatewayAnswer.Unknown("silence"),
            4 or 5 => new GatewayAnswer.NotFound(),
            6 => (GatewayAnswer?)null,
            _ => GatewayAnswer.Declined.By(Codes[code]),
        });

    private readonly Guid invoiceId = Guid.NewGuid();
    private int asked;

    /// <summary>Up to three methods, up to five rungs, and whatever a gateway may say to 200 questions.</summary>
    public static Gen<RandomHistory> Any { get; } = Gen.Select(
        Gen.Int[0, 3], Gen.Int[1, 5], Gen.Int[1, 3], Answer.Array[200],
        (methods, rungs, quick, answers) => new RandomHistory(
            [.. Enumerable.Range(1, methods).Select(number => Card($"tok_{number}"))],
            answers,
            new RetryOptions
            {
                Later = [.. Enumerable.Range(1, rungs).Select(hours => TimeSpan.FromHours(hours))],
                Technical = [.. Enumerable.Repeat(TimeSpan.FromMinutes(1), quick)],
            }));

    public IReadOnlyList<PaymentMethod> Methods => methods;

    public RetryOptions Options => options;

    public List<Attempt> Attempts { get; } = [];

    /// <summary>Every step that the plan said, with the attempts that it saw.</summary>
    public List<(NextStep Step, IReadOnlyList<Attempt> Seen)> Steps { get; } = [];

    /// <summary>Follows the plan until nothing is left to do; false if there is no end to it.</summary>
    public bool Play()
    {
        var now = Noon;
        while (Steps.Count < MostSteps)
        {
            var step = RetryPlan.Next(Attempts, methods, Noon, now, options);
            Steps.Add((step, [.. Attempts]));
            switch (step)
            {
                case NextStep.Start start:
                    Attempts.Add(Attempt.Start(invoiceId, start.AttemptNo, start.Method, Euro(1210), now));
                    Hear(now);
                    break;
                case NextStep.Resume:
                    Hear(now);
                    break;
                case { Alarm: { } alarm }:
                    now = alarm.DueAt;
                    break;
                default:
                    return true;
            }

            now = now.AddSeconds(1);
        }

        return false;
    }

    private void Hear(DateTime now)
    {
        var answer = asked < answers.Count ? answers[asked++] : new GatewayAnswer.Unknown("silence");
        if (answer is not null) Attempts[^1] = Attempts[^1].With(answer, now);
    }
}
