using Charging.Payments.Gateway;

namespace Charging.Payments.Collecting;

/// <summary>Says what came of asking the gateway.</summary>
internal static class AnswerLog
{
    public static void Answered(this ILogger log, Attempt attempt, GatewayAnswer answer)
    {
        switch (answer)
        {
            case GatewayAnswer.Captured:
                log.AttemptCaptured(attempt.InvoiceId, attempt.AttemptNo, attempt.AmountMinor, attempt.Currency);
                break;
            case GatewayAnswer.Declined { Class: DeclineClass.Unrecognized } declined:
                log.UnrecognizedCode(attempt.InvoiceId, attempt.AttemptNo, declined.Code);
                break;
            case GatewayAnswer.Declined declined when DeclineCodes.IsOurs(declined.Code):
                log.DeclinedByUs(attempt.InvoiceId, attempt.AttemptNo, declined.Code);
                break;
            case GatewayAnswer.Declined declined:
                log.AttemptDeclined(attempt.InvoiceId, attempt.AttemptNo, declined.Code, Words.Of(declined.Class));
                break;
            case GatewayAnswer.Pending:
                log.AttemptPending(attempt.InvoiceId, attempt.AttemptNo);
                break;
            case GatewayAnswer.Unknown unknown:
                log.AttemptUnanswered(attempt.InvoiceId, attempt.AttemptNo, unknown.Why);
                break;
            case GatewayAnswer.NotFound:
                log.AttemptUnanswered(attempt.InvoiceId, attempt.AttemptNo, "the gateway has no capture under its key");
                break;
        }
    }
}
