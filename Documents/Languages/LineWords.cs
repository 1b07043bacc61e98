using System.Globalization;
using System.Text.RegularExpressions;

namespace Charging.Documents.Languages;

/// <summary>The words of an invoice's lines in one language.</summary>
public abstract partial class LineWords
{
    public abstract NumberFormatInfo Numbers { get; }

    /// <summary>Of a line's name; what a plan calls by a word of its own stays as it is.</summary>
    public abstract string Of(string word);

    public abstract string Of(DateOnly day);

    /// <summary>So many of a thing that has no short unit: connections, sessions, messages.</summary>
    /// <param name="quantity">Of which the noun's form depends.</param>
    /// <param name="text">The quantity as it is written.</param>
    /// <param name="thing">connection, session or message.</param>
    public abstract string Count(decimal quantity, string text, string thing);

    public abstract string At(string used, string price);

    /// <summary>What an allowance covered.</summary>
    public abstract string Free(string used);

    /// <summary>What is due once in a session, or in a month.</summary>
    public abstract string Flat(string price, bool eachMonth);

    public abstract string RaisedBy(string amount);

    public abstract string CutBy(string amount);

    /// <summary>Of which session a price was corrected, and from what to what.</summary>
    public abstract string Corrected(string session, string before, string now);

    /// <summary>A tier of a plan: <c>0 to 60</c>.</summary>
    [GeneratedRegex(@"^([0-9.]+) to ([0-9.]+)\z")]
    protected static partial Regex Range();

    /// <summary>Its last one: <c>above 60</c>.</summary>
    [GeneratedRegex(@"^above ([0-9.]+)\z")]
    protected static partial Regex Above();
}
