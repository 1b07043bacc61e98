namespace Charging.Operator.DeadLetters;

/// <summary>A message that is back, and where.</summary>
internal sealed record ReturnedLetter(string Id, string Place, string Reason);

/// <summary>What came of messages that were sent back to a queue.</summary>
/// <param name="Home">The queue.</param>
/// <param name="Sent">How many were sent.</param>
/// <param name="Waiting">How many messages wait in the queue now, whosever they are.</param>
/// <param name="IsKnown">The queue has done with all of them.</param>
/// <param name="Returned">Those that no worker could take again.</param>
/// <param name="Aside">Sessions among them that were set aside.</param>
internal sealed record ReplayedLetters(
    string Home, int Sent, uint Waiting, bool IsKnown, IReadOnlyList<ReturnedLetter> Returned,
    IReadOnlyList<ReturnedLetter> Aside)
{
    public bool Failed => Returned.Count + Aside.Count > 0;

    public int Taken => Math.Max(0, Sent - Returned.Count - Aside.Count);

    public void Print(TimeSpan patience)
    {
        var rest = IsKnown ? "were taken" : $"have not come back within {patience.TotalSeconds} s";
        Console.WriteLine($"{Sent} message(s) went back to {Home}: {Taken} {rest}, {Returned.Count} returned, " +
            $"{Aside.Count} set aside.");
        foreach (var one in Returned)
            Console.WriteLine(Printable.Line($"returned   {one.Id}  {one.Place}  {one.Reason}"));
        foreach (var one in Aside) Console.WriteLine(Printable.Line($"set aside  {one.Id}  {one.Reason}"));
        if (!IsKnown && Waiting > 0)
            Console.WriteLine(
                $"{Waiting} message(s) wait in {Home}; ./charging status says whether its worker runs.");
    }
}
