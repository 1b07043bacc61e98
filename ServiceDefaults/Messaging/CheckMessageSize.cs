using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Asks the broker, once at the start, whether it refuses what is too large for us, and warns if it does not: a message
/// that is longer by one byte is sent where nobody hears it. AMQP has no other way to ask.
/// </summary>
internal sealed class CheckMessageSize(BrokerAddress broker, ILogger<CheckMessageSize> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                if (!await Refuses(stoppingToken)) log.BrokerTakesLargeMessages(MessageSizes.Most);
                return;
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The bus says why the broker does not answer; a question is no reason to end the worker.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> Refuses(CancellationToken stop)
    {
        await using var connection = await broker.Connect("charging-check", stop);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), stop);
        try
        {
            await channel.BasicPublishAsync(
                "charging-nobody-hears-this", "", mandatory: false, new byte[MessageSizes.Most + 1], stop);
            return false;
        }
        catch (OperationInterruptedException refused)
        {
            // Its length is looked at before the exchange, which there is not.
            return refused.ShutdownReason?.ReplyCode == Constants.PreconditionFailed;
        }
    }
}
