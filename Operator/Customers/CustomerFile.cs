using System.Text.Json;
using System.Text.Json.Nodes;
using Charging.Documents.Parties;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Charging.Operator.Customers;

/// <summary>
/// A list of customers in YAML (of which JSON is a part), each as <see cref="CustomerChanged"/> looks on the wire. The
/// version may be left out: then it is the next one.
/// </summary>
internal static class CustomerFile
{
    /// <summary>Every other scalar is text, also one that looks like a number (a postal code, four digits).</summary>
    private static readonly HashSet<string> Numbers = ["version", "ratePercent"];

    /// <param name="name">How messages call the file.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="nextVersion">The version of a customer who has none in the file.</param>
    /// <param name="now">UTC; no version is ahead of it.</param>
    /// <exception cref="FormatException">It says all that is wrong, by entry.</exception>
    public static IReadOnlyList<CustomerChanged> Read(
        string name, string text, Func<string, long> nextVersion, DateTime now)
    {
        var customers = new List<CustomerChanged>();
        var wrong = new List<string>();
        foreach (var (entry, position) in Entries(name, text).Select((entry, index) => (entry, index + 1)))
        {
            var id = (entry as JsonObject)?["customerId"]?.ToString();
            var where = $"{name}, entry {position}{(id is null ? "" : $" ({id})")}";
            if (id is not null && entry is JsonObject customer) customer["version"] ??= nextVersion(id);
            try
            {
                customers.Add(
                    entry.Deserialize<CustomerChanged>(Wire.Json) ?? throw new JsonException("The entry is empty."));
            }
            catch (JsonException exception)
            {
                wrong.Add($"{where}: {exception.Message}");
                continue;
            }

            wrong.AddRange(CustomerRules.FaultsIn(customers[^1], now)
                .Concat(customers[^1].FieldsWithCardNumbers().Where(IsText).Select(CardNumberIn))
                .Select(fault => $"{where}: {fault}"));
        }

        wrong.AddRange(customers.CountBy(customer => customer.CustomerId).Where(count => count.Value > 1)
            .Select(count => $"{name}: customer '{count.Key}' stands in it {count.Value} times; keep one."));
        return wrong.Count == 0 ? customers : throw new FormatException(string.Join(Environment.NewLine, wrong));
    }

    /// <summary>Of a token the rules for every customer say what it is.</summary>
    private static bool IsText(string field) => !field.EndsWith(".token", StringComparison.Ordinal);

    /// <summary>The workers would mask it, and an invoice that says so cannot be changed any more.</summary>
    private static string CardNumberIn(string field) =>
        $"{field}: a card number stands in it; leave all but its last four digits out. If it is another number, such " +
        "as an order's, write it with a / in it.";

    private static IEnumerable<JsonNode?> Entries(string name, string text)
    {
        IList<YamlDocument> documents;
        try
        {
            documents = PlainYaml.Load(text);
        }
        catch (YamlException exception)
        {
            throw new FormatException($"{name}, line {exception.Start.Line}: {exception.Message}", exception);
        }

        return documents is [{ RootNode: YamlSequenceNode list }]
            ? list.Children.Select(child => ToJson(child, key: ""))
            : throw new FormatException($"{name} is not one list of customers; begin each with \"- customerId: …\".");
    }

    private static JsonNode? ToJson(YamlNode node, string key) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair =>
            KeyValuePair.Create(pair.Key.ToString(), ToJson(pair.Value, pair.Key.ToString())))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(child => ToJson(child, key))]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "null" or "~" } => null,
        YamlScalarNode scalar when Numbers.Contains(key) && decimal.TryParse(scalar.Value, out var number) => number,
        YamlScalarNode scalar => scalar.Value,
        _ => throw new FormatException($"Line {node.Start.Line}: only lists, maps and plain values are read here."),
    };
}
