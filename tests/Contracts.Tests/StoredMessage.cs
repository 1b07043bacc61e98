using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Charging.Contracts.Tests;

/// <summary>A message as it stands in a file: what publishers and consumers out there rely on.</summary>
public sealed record StoredMessage(Type Type, string Json)
{
    /// <summary>One file for every message of the catalogue.</summary>
    public static IEnumerable<StoredMessage> All { get; } =
    [
        Of<SessionEnded>(), Of<CustomerChanged>(), Of<UsageRated>(), Of<UsageAdjusted>(),
        Of<SessionQuarantined>(),
        Of<InvoiceCreated>(), Of<CreditNoteIssued>(), Of<PaymentCaptured>(), Of<PaymentAbandoned>(),
        Of<PaymentReversed>(), Of<PaymentRefunded>(), Of<PaymentRefundFailed>(), Of<ReceiptSent>(),
    ];

    public static StoredMessage Of<T>() =>
        new(typeof(T), File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Messages", $"{typeof(T).Name}.json")));

    public object Read() => JsonSerializer.Deserialize(Json, Type, Wire.Json)!;

    /// <summary>The file with one change.</summary>
    public StoredMessage With(Action<JsonObject> change)
    {
        var root = JsonNode.Parse(Json)!.AsObject();
        change(root);
        return this with { Json = root.ToJsonString() };
    }

    /// <summary>Every member of the message itself by its name on the wire, and whether it must be there.</summary>
    public IEnumerable<(string Name, bool Required)> Members => Type.GetProperties().Select(property => (
        JsonNamingPolicy.CamelCase.ConvertName(property.Name),
        property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null));

    public override string ToString() => Type.Name;
}
