namespace Charging.TestBed;

/// <summary>Who issues the invoices of every sample customer.</summary>
public static class SampleSeller
{
    private const string Yaml = """
        - code: CZ
          party:
            { name: Sample Conferences s.r.o., street: Národní 1, city: Praha, postalCode: 11000, country: CZ,
              vatId: CZ87654326 }
          currency: EUR
          language: en
          timeZone: Europe/Prague
        """;

    /// <summary>Into a file of the folder; returns its path.</summary>
    public static async Task<string> Write(string folder)
    {
        var file = Path.Combine(folder, "sellers.yaml");
        await File.WriteAllTextAsync(file, Yaml);
        return file;
    }
}
