using System.Reflection;
using System.Text.Json;

namespace Charging.Payments.Tests.Vectors;

/// <summary>That no known case of payments is forgotten, and none counted twice.</summary>
public class KnownCasesTests
{
    private const int Known = 35;

    private static readonly List<string> Applied =
    [
        .. typeof(KnownCasesTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(TestAttribute)))
            .SelectMany(method => method.GetCustomAttributes<KnownAttribute>())
            .Select(known => known.Id),
    ];

    private static readonly Dictionary<string, string> LeftOut = JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Vectors", "left-out.json")))!;

    [Test]
    public void Every_known_case_is_either_shown_by_a_test_or_left_out_with_a_reason()
    {
        Assert.That(Applied, Is.Unique);
        Assert.That(Applied.Intersect(LeftOut.Keys), Is.Empty);
        Assert.That(Applied.Count + LeftOut.Count, Is.EqualTo(Known));
        Assert.That(LeftOut.Values, Has.All.Not.Empty);
    }
}
