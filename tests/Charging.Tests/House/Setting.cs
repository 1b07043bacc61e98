using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace Charging.Tests.House;

/// <summary>A setting as an operator writes it, and what the code says of it.</summary>
internal sealed record Setting(string Name, string Type, string Usual, string Unit, string Bounds, string Does)
{
    /// <param name="section">Stands before its name.</param>
    /// <param name="property">Of the options class.</param>
    /// <param name="usual">The value that it has unless it is set.</param>
    /// <param name="does">What the comment says.</param>
    public static Setting Of(string section, PropertyInfo property, object? usual, string does)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var name = $"{section}__{property.Name}";
        if (IsMap(type)) name += "__EUR";
        else if (IsList(type) && section != "Numbers__0") name += "__0";
        return new(
            name, WordOf(type, section), UsualOf(usual, does), UnitOf(property.Name, type, does),
            BoundsOf(property, usual), does);
    }

    /// <summary>A row of the page.</summary>
    public string Row =>
        $"| `{Name}` | {Type} | {Usual} | {Unit} | {Bounds} | {Does.Replace("|", "\\|", StringComparison.Ordinal)} |";

    private static bool IsMap(Type type) => type.Name.StartsWith("IDictionary", StringComparison.Ordinal);

    private static bool IsList(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable));

    private static string WordOf(Type type, string section) => type switch
    {
        { IsEnum: true } => string.Join(" or ", Enum.GetNames(type).Select(name => $"`{Camel(name)}`")),
        _ when IsMap(type) => "amount",
        _ when IsList(type) => section == "Numbers__0" ? "texts with commas" : "list",
        _ when type == typeof(TimeSpan) => "time",
        _ when type == typeof(bool) => "`true` or `false`",
        _ when type == typeof(int) => "number",
        _ when type == typeof(Uri) => "URL",
        _ when type == typeof(string) => "text",
        _ => "number, or from-to",
    };

    private static string UnitOf(string name, Type type, string does) => type switch
    {
        _ when type == typeof(TimeSpan) || type == typeof(TimeSpan[]) => "d.hh:mm:ss",
        _ when IsMap(type) => "main unit of the currency",
        _ when name.EndsWith("Port", StringComparison.Ordinal) => "TCP port",
        _ when does.StartsWith("In bytes", StringComparison.Ordinal) => "bytes",
        _ when name.EndsWith("Digits", StringComparison.Ordinal) => "digits",
        _ => "",
    };

    /// <summary>A list that is empty unless it is set may have a default of its own, in words.</summary>
    private static string UsualOf(object? value, string does) =>
        value is Array && does.Contains("Default ", StringComparison.Ordinal) ? "see there" : TextOf(value);

    private static string TextOf(object? value) => value switch
    {
        null => "none",
        string { Length: 0 } => "none",
        string text => $"`{text}`",
        bool flag => flag ? "`true`" : "`false`",
        TimeSpan { Milliseconds: > 0 } time => $"`{time:hh\\:mm\\:ss\\.fff}`",
        TimeSpan time => $"`{time:c}`",
        Enum word => $"`{Camel(word.ToString())}`",
        IDictionary<string, decimal> amounts => string.Join(", ", amounts.Select(pair => string.Create(
            CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}"))),
        IEnumerable all => all.GetEnumerator().MoveNext() ? "some" : "none",
        _ => $"`{string.Create(CultureInfo.InvariantCulture, $"{value}")}`",
    };

    private static string BoundsOf(PropertyInfo property, object? usual)
    {
        if (property.GetCustomAttribute<RangeAttribute>() is { } range) return $"{range.Minimum} to {range.Maximum}";
        if (!property.IsDefined(typeof(RequiredAttribute)) && !property.IsDefined(typeof(RequiredMemberAttribute)))
            return "";
        return usual is string { Length: > 0 } ? "not empty" : "must be set";
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
