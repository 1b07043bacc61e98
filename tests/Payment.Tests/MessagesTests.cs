using MassTransit;

namespace Charging.Payments.Tests;

public class MessagesTests
{
    [Test]
    public void Every_message_is_public_so_that_its_exchange_survives_a_restart_of_the_broker()
    {
        var events = typeof(PaymentSaga).GetProperties()
            .Where(property => typeof(Event).IsAssignableFrom(property.PropertyType))
            .Select(property => property.PropertyType.GenericTypeArguments[0]);
        var consumed = typeof(PaymentSaga).Assembly.GetTypes()
            .SelectMany(type => type.GetInterfaces())
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(type => type.GenericTypeArguments[0]);
        var messages = events.Concat(consumed).ToList();

        Assert.That(messages, Is.SupersetOf(new[] { typeof(InvoiceCreated), typeof(RetryDue), typeof(SendReceipt) }));
        Assert.That(messages.Where(message => !message.IsVisible), Is.Empty);
    }

    /// <summary>So name them workers of before, which may stand beside those of now.</summary>
    [Test]
    public void A_message_keeps_its_name_on_the_wire_whatever_room_it_is_kept_in()
    {
        var own = typeof(SendReceipt).Assembly.GetTypes()
            .Where(type => type is { Namespace: "Charging.Payments.Messages", IsPublic: true }).ToList();

        Assert.That(own, Has.Count.EqualTo(12));
        Assert.That(
            own.Select(MessageUrn.ForTypeString),
            Is.EqualTo(own.Select(message => $"urn:message:Charging.Payments:{message.Name}")));
    }
}
