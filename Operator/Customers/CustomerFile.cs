using System.Text.Json;
using System.Text.Json.Nodes;
using Charging.Documents.Parties;

namespace Charging.Operator.Customers;

/// <summary>
/// A list of customers in YAML (of which JSON is a part), each as <see cref="CustomerChanged"/> looks on the wire. The
/// version may be left out: then it is the next one.
/// </summary>
internal static class CustomerFile
{
    /// <summary>Every other scalar is text, also one that looks like a number (a postal code, four digits).</summary>
    private static readonly HashSet<string> Numbers = ["version", "ratePercent", "prenotificationDays"];

    private static readonly HashSet<string> Flags = ["agreed"];

    /// <param name="name">How messages call the file.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="nextVersion">The version of a customer who has none in the file.</param>
    /// <param name="sellerOf">By the code that a customer names; null where nobody is known by it.</param>
    /// <param name="now">UTC; no version is ahead of it.</param>
    /// <exception cref="FormatException">It says all that is wrong, by entry.</exception>
    public static IReadOnlyList<CustomerChanged> Read(
        string name, string text, Func<string, long> nextVersion, Func<string, IssuingSeller?> sellerOf, DateTime now)
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

            var seller = sellerOf(customers[^1].Billing.InvoiceSeries);
            wrong.AddRange(CustomerRules.FaultsIn(customers[^1], seller, now)
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
        IReadOnlyList<YamlTree.Document> documents;
        try
        {
            documents = YamlTree.Parse(text);
        }
        catch (YamlFormatException exception)
        {
            throw new FormatException($"{name}, line {exception.Line}: {exception.Message}", exception);
        }

        return documents is [{ Root: YamlTree.List list }]
            ? list.Items.Select(item => ToJson(item, key: ""))
            : throw new FormatException($"{name} is not one list of customers; begin each with \"- customerId: …\".");
    }

    private static JsonNode? ToJson(YamlTree tree, string key) => tree switch
    {
        YamlTree.Map map => new JsonObject(map.Entries.Select(entry =>
            KeyValuePair.Create(entry.Key.Value, ToJson(entry.Value, entry.Key.Value)))),
        YamlTree.List list => new JsonArray([.. list.Items.Select(item => ToJson(item, key))]),
        YamlTree.Text { IsNothing: true } => null,
        YamlTree.Text text when Numbers.Contains(key) && decimal.TryParse(text.Value, out var number) => number,
        YamlTree.Text text when Flags.Contains(key) && bool.TryParse(text.Value, out var flag) => flag,
        YamlTree.Text text => text.Value,
        _ => throw new FormatException($"Line {tree.Line}: only lists, maps and plain values are read here."),
    };
}
