using MassTransit;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Who may say what, by the broker's user that published it: the property <c>user-id</c>, which RabbitMQ refuses unless
/// it is the name of the user that is connected.
/// </summary>
public sealed class Publishers
{
    /// <summary>
    /// On a message that was set aside, or that an operator put back: the user that first published it, empty if that
    /// was not said. It counts only where one of our own users published the message, and then it only takes away.
    /// </summary>
    public const string Header = "charging-published-by";

    private const string Section = "Publishers";

    private static readonly string[] OwnByDefault = ["rating", "invoicing", "payment", "operator", "ingest"];

    private readonly HashSet<string> own;
    private readonly DateTimeOffset unnamedUntil;
    private readonly IConfiguration configuration;
    private readonly TimeProvider clock;

    /// <param name="configuration">
    /// <c>Publishers__Own__0</c>…: our own users, beside this worker's; <c>Publishers__UnnamedUntil</c>: until when our
    /// own messages may come without a name, while workers of before are replaced; <c>Publishers__MESSAGE__0</c>…: who
    /// may publish a message that comes from outside, anyone unless set.
    /// </param>
    /// <param name="self">The user that this worker is.</param>
    /// <param name="clock">Whose time counts.</param>
    internal Publishers(IConfiguration configuration, string self, TimeProvider clock)
    {
        (this.configuration, this.clock) = (configuration, clock);
        own = [.. OwnUsers(configuration), self];
        unnamedUntil = configuration.GetValue<DateTimeOffset?>($"{Section}:UnnamedUntil") ?? DateTimeOffset.MinValue;
    }

    /// <summary>Our own users, <c>Publishers__Own__0</c>… or the usual ones.</summary>
    public static IReadOnlyCollection<string> OwnUsers(IConfiguration configuration) =>
        configuration.GetSection($"{Section}:Own").Get<string[]>() ?? OwnByDefault;

    /// <summary>The user that published it first, or null when that is not known.</summary>
    public string? Of(IReadOnlyBasicProperties properties)
    {
        if (properties.UserId is not { Length: > 0 } user) return null;
        if (!own.Contains(user) || HeaderOf(properties) is not { } first) return user;
        return first.Length > 0 ? first : null;
    }

    /// <summary>Whether that user is one of our own: a worker's or the operator's.</summary>
    public bool IsOwn(string? user) => user is not null && own.Contains(user);

    /// <summary>What stands in <see cref="Header"/>; null without it.</summary>
    public static string? HeaderOf(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue(Header, out var value) != true ? null : value switch
        {
            byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes),
            _ => value as string ?? "",
        };

    /// <exception cref="MessageRefusedException">The queue hears our own users alone.</exception>
    internal void NeedOwn(IReadOnlyBasicProperties properties, string queue)
    {
        var user = Of(properties);
        if (IsOwn(user)) return;
        var nobodySaid = user is null && HeaderOf(properties) is null && properties.UserId is null;
        if (nobodySaid && clock.GetUtcNow() < unnamedUntil) return;
        throw new MessageRefusedException(user is null
            ? $"'{queue}' hears our own workers alone, and this message does not say which user of the broker " +
              "published it (user-id). If it is from a worker of before: ./charging dead replay with --vouch."
            : $"'{queue}' hears our own workers alone, and this message was published by the broker's user '{user}'.");
    }

    /// <exception cref="MessageRefusedException">Users are named for the message; this is none of them.</exception>
    internal void NeedNamed<T>(IReadOnlyBasicProperties properties, string queue)
    {
        var named = configuration.GetSection($"{Section}:{typeof(T).Name}").Get<string[]>() ?? [];
        var user = Of(properties);
        if (named.Length == 0 || IsOwn(user) || (user is not null && named.Contains(user))) return;
        throw new MessageRefusedException(
            $"'{queue}' hears the broker's users '{string.Join("', '", named)}', and this message was published by " +
            $"{(user is null ? "one that it does not name (user-id)" : $"'{user}'")}. " +
            $"Whoever may publish it is named by Publishers__{typeof(T).Name}__0.");
    }
}

/// <summary>Who published the message that is being consumed.</summary>
public static class PublisherOfMessage
{
    /// <summary>The user that published it first; null when that is not known. See <see cref="Publishers"/>.</summary>
    public static string? PublishedBy(this ConsumeContext context, Publishers publishers) =>
        context.TryGetPayload(out RabbitMqBasicConsumeContext? delivery) ? publishers.Of(delivery.Properties) : null;
}
