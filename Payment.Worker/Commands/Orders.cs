using System.Text.Json;
using Charging.Payments.Collecting;
using MassTransit;

namespace Charging.Payments.Commands;

/// <summary>
/// What a command decided, told to the saga: no row is changed but by the payment's own move. It stands in the audit
/// trail before it is told.
/// </summary>
internal static class Orders
{
    /// <param name="worker">Whose broker and database it is.</param>
    /// <param name="payment">As it stands before.</param>
    /// <param name="order">What is to be done.</param>
    /// <param name="key">What makes an order of this kind the same order.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    public static async Task Publish<T>(
        Worker worker, PaymentState payment, T order, string key, CancellationToken cancellationToken)
        where T : class
    {
        await using var postgres = Postgres.Create(worker.ConnectionString("Postgres"), "charging-payment");
        var before = new { state = payment.CurrentState, attempt = payment.AttemptNo, amount = $"{payment.Amount}" };
        await Deed.Do(postgres, [new(payment.InvoiceNumber, before, order)], async () =>
        {
            await Publish(worker, order, key, cancellationToken);
            return null;
        }, cancellationToken);
    }

    private static async Task Publish<T>(Worker worker, T order, string key, CancellationToken cancellationToken)
        where T : class
    {
        await using var publisher = await RawPublisher.Connect(worker.ConnectionString("RabbitMq"), cancellationToken);
        var headers = new Dictionary<string, object?> { [MessageHeaders.MessageType] = MessageUrn.ForTypeString<T>() };
        await publisher.Publish(
            KebabCaseEndpointNameFormatter.Instance.SanitizeName(typeof(T).Name),
            JsonSerializer.SerializeToUtf8Bytes(order, Wire.Json),
            Publications.IdOf<T>(key).ToString(),
            headers,
            cancellationToken);
    }
}
