namespace Charging.Documents;

/// <summary>The number of a document as the name of a file, whatever its series is called.</summary>
public static class DocumentName
{
    public static string Of(string number) =>
        string.Create(number.Length, number, static (name, number) =>
        {
            for (var i = 0; i < number.Length; i++)
                name[i] = char.IsAsciiLetterOrDigit(number[i]) || number[i] is '-' or '_' ? number[i] : '_';
        });
}
