using MassTransit;

namespace Charging.Rating.Tests.Schemas;

/// <summary>docs/asyncapi.yaml: what platforms publish and hear, under the names that the worker itself uses.</summary>
internal static class AsyncApi
{
    /// <summary>From the root of the repository; the schemas lie beside it.</summary>
    public const string Path = "docs/asyncapi.yaml";

    private static readonly string Rejected = ExchangeOf<SessionRejected>();

    public static string Make() => $$"""
        # Made by a test; do not write here. CHARGING_WRITE_DOCS=1 makes it anew, as it does docs/schemas.
        asyncapi: 3.0.0
        info:
          title: Charging, for platforms
          version: 1.0.0
          description: What platforms publish to be charged, and hear of it. docs/upstream.md says it in words.
          license: { name: Apache-2.0 }
        defaultContentType: application/json
        servers:
          broker:
            host: 'broker.example:5671'
            protocol: amqps
            pathname: /charging
            description: RabbitMQ, AMQP 0-9-1. Host, virtual host and user come from whoever runs the charging.
        channels:
        {{Exchange<SessionEnded>("Sessions that are over, from platforms.", MessageSizes.MostOfStrangers)}}
        {{Exchange<CustomerChanged>("Customers, from the provider's own records.", MessageSizes.MostOfStrangers)}}
          {{Rejected}}:
            address: '{{Feed.QueueOf(Rejected, "{platform}")}}'
            description: >-
              One queue for each platform, which that alone may read. At most {{Feed.MostMessages}} messages, the oldest
              gone first, each for {{Feed.Longest.TotalDays}} days.
            parameters:
              platform: { description: The platform's user on the broker. }
            messages:
              SessionRejected: { $ref: '#/components/messages/SessionRejected' }
            bindings:
              amqp:
                is: queue
                queue: { durable: true, exclusive: false, autoDelete: false }
                bindingVersion: 0.3.0
          records:
            address: 'rating-import-{format}'
            description: A platform's own records, as they are; an exchange for each format that is switched on.
            parameters:
              format: { enum: [{{string.Join(", ", RecordFormat.All.Select(format => format.Name))}}] }
            messages:
              Record: { $ref: '#/components/messages/Record' }
        {{Fanout("rating-import-{format}")}}
        operations:
          hearSessions:
            action: receive
            channel: { $ref: '#/channels/{{ExchangeOf<SessionEnded>()}}' }
            bindings: { amqp: { deliveryMode: 2, mandatory: true, bindingVersion: 0.3.0 } }
          hearCustomers:
            action: receive
            channel: { $ref: '#/channels/{{ExchangeOf<CustomerChanged>()}}' }
            bindings: { amqp: { deliveryMode: 2, mandatory: true, bindingVersion: 0.3.0 } }
          hearRecords:
            action: receive
            channel: { $ref: '#/channels/records' }
            bindings: { amqp: { deliveryMode: 2, mandatory: true, bindingVersion: 0.3.0 } }
          tellRejections:
            action: send
            channel: { $ref: '#/channels/{{Rejected}}' }
            bindings: { amqp: { deliveryMode: 2, bindingVersion: 0.3.0 } }
        components:
          messages:
        {{Message<SessionEnded>()}}
        {{Message<CustomerChanged>()}}
        {{Message<SessionRejected>()}}
            Record:
              name: Record
              contentType: application/octet-stream
              summary: JSON or XML as the platform writes it, packed by gzip or not.

        """;

    private static string Exchange<T>(string about, long mostBytes) => $$"""
          {{ExchangeOf<T>()}}:
            address: {{ExchangeOf<T>()}}
            description: >-
              {{about}} One JSON object a message, at most {{mostBytes}} bytes. A CloudEvent is taken for its data:
              {{CloudEvent.MediaType}}, or with the headers cloudEvents:specversion, :id, :source and :type.
            messages:
              {{typeof(T).Name}}: { $ref: '#/components/messages/{{typeof(T).Name}}' }
        {{Fanout(ExchangeOf<T>())}}
        """;

    private static string Fanout(string exchange) => $$"""
            bindings:
              amqp:
                is: routingKey
                exchange: { name: '{{exchange}}', type: fanout, durable: true, autoDelete: false }
                bindingVersion: 0.3.0
        """;

    private static string Message<T>() => $$"""
            {{typeof(T).Name}}:
              name: {{typeof(T).Name}}
              contentType: application/json
              summary: >-
                {{DocComments.Of(typeof(T))}}
              bindings: { amqp: { contentEncoding: utf-8, bindingVersion: 0.3.0 } }
              payload:
                schemaFormat: application/schema+json;version=draft-07
                schema: { $ref: './schemas/{{ExchangeOf<T>()}}.json' }
        """;

    private static string ExchangeOf<T>() => KebabCaseEndpointNameFormatter.Instance.SanitizeName(typeof(T).Name);
}
