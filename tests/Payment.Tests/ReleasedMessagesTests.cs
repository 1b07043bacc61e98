using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Payments.Tests;

/// <summary>
/// Messages only grow: an older worker reads what a newer one writes, and a newer one what an older one has written,
/// while both run and in queues where it still lies. Here, as Payment tells itself more than any other worker.
/// </summary>
public partial class ReleasedMessagesTests
{
    private const string Required = ", required";
    private const string Word = " = ";

    private static readonly IReadOnlyList<string> Today = [.. Messages().SelectMany(Lines).Distinct()];

    private static readonly IReadOnlyList<string> Then = Released.Lines("messages", Today);

    [Test]
    public void What_was_released_of_a_message_is_as_it_was()
    {
        Assert.That(Messages(), Has.Count.GreaterThan(20));
        Assert.That(
            Then.Except(Today), Is.Empty,
            "An older worker refuses a message that lacks what it needs, and leaves out what a newer one needs.");
    }

    [Test]
    public void A_new_member_of_a_released_message_is_optional() => Assert.That(
        Today.Except(Then).Where(line => line.EndsWith(Required, StringComparison.Ordinal) && IsKnown(line)), Is.Empty,
        "An older worker has written messages without it.");

    [Test]
    public void A_released_list_of_words_has_no_new_one() => Assert.That(
        Today.Except(Then).Where(line => line.Contains(Word, StringComparison.Ordinal) && IsKnown(line)), Is.Empty,
        "An older worker refuses a word that it does not know: first release what reads it, then what writes it.");

    /// <summary>Whether the newest release has the type.</summary>
    private static bool IsKnown(string line)
    {
        var type = TypeName().Match(line).Value;
        return Then.Any(other => TypeName().Match(other).Value == type);
    }

    /// <summary>Those of the catalogue, and those that Payment tells itself.</summary>
    private static IReadOnlyList<Type> Messages()
    {
        var catalogue = File.ReadAllText(Path.Combine(Bed.Root, "Contracts", "README.md"));
        var contracts = typeof(SessionEnded).Assembly;
        return
        [
            .. CatalogueRow().Matches(catalogue)
                .Select(row => contracts.GetType($"Charging.Contracts.{row.Groups[1].Value}", throwOnError: true)!),
            .. typeof(SendReceipt).Assembly.GetTypes()
                .Where(type => type is { Namespace: "Charging.Payments.Messages", IsPublic: true }),
        ];
    }

    private static IEnumerable<string> Lines(Type message) => Lines(message, []);

    /// <summary>A line for each member of a type and of those that it leads to, and for each word.</summary>
    private static IEnumerable<string> Lines(Type type, HashSet<Type> seen)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) type = value;
        if (!seen.Add(type)) return [];
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Select(one =>
                $"{type.Name}{Word}{JsonSerializer.SerializeToElement(one, type, Wire.Json).GetString()}");

        var info = Wire.Json.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => info.Properties.SelectMany(member => Lines(member.PropertyType, seen)
                .Prepend($"{type.Name}.{member.Name}: {NameOf(member)}{(member.IsRequired ? Required : "")}")),
            JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => Lines(info.ElementType!, seen),
            _ => [],
        };
    }

    private static string NameOf(JsonPropertyInfo member) =>
        NameOf(member.PropertyType) + (member.IsGetNullable && !member.PropertyType.IsValueType ? "?" : "");

    private static string NameOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? $"{NameOf(value)}?"
        : type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;

    [GeneratedRegex(@"^\| \[(\w+)\]\(\1\.cs\)", RegexOptions.Multiline)]
    private static partial Regex CatalogueRow();

    [GeneratedRegex(@"^\w+")]
    private static partial Regex TypeName();
}
