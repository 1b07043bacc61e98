using System.Xml.Linq;

namespace Charging.Documents.Ubl;

/// <summary>Days of the calendar, written as 2026-11-20.</summary>
internal static class Dates
{
    /// <summary>Null if there is none, or it is no date.</summary>
    public static DateOnly? On(UblDocument document, string path, XElement? within = null) =>
        document.Text(path, within) is { } text ? DataTypes.DayOf(text) : null;
}
