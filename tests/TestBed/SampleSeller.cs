namespace Charging.TestBed;

/// <summary>Who issues the sample customers' invoices: one, or several that number apart from each other.</summary>
public static class SampleSeller
{
    /// <summary>The first number is 1.</summary>
    public static string CodeOf(int number) => number == 1 ? "CZ" : $"CZ{number}";

    private static string YamlOf(int number) => $$"""
        - code: {{CodeOf(number)}}
          party:
            { name: Sample Conferences s.r.o., street: Národní 1, city: Praha, postalCode: 11000, country: CZ,
              vatId: CZ87654326 }
          currency: EUR
          language: en
          timeZone: Europe/Prague
        """;

    /// <summary>So many of them into a file of the folder; returns its path.</summary>
    public static async Task<string> Write(string folder, int sellers)
    {
        var file = Path.Combine(folder, "sellers.yaml");
        await File.WriteAllTextAsync(file, string.Join('\n', Enumerable.Range(1, sellers).Select(YamlOf)));
        return file;
    }
}
