namespace Charging.TestBed;

/// <summary>How what is built is started from here on.</summary>
public static class Starts
{
    /// <summary>Compiled and warmed up as in production, which takes longer than a test wants to wait.</summary>
    public static bool AreAsInProduction { get; set; }
}
