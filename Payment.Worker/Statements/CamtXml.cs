using System.Text;
using System.Xml;

namespace Charging.Payments.Statements;

/// <summary>
/// Walks through the XML of a bank, forwards and once, and keeps nothing but what is taken. What is no part of the
/// message's own namespace is stepped over; a document type, and so an entity, is refused, and so is what no bank
/// writes: elements nested without end, and a text as long as a file.
/// </summary>
internal sealed class CamtXml : IDisposable
{
    /// <summary>The schemas nest 14 deep.</summary>
    private const int Deepest = 40;

    /// <summary>The longest text of the schemas has 500 characters.</summary>
    private const int LongestText = 4_000;

    /// <summary>Of statements, balances, entries and their details together.</summary>
    private const int MostParts = 100_000;

    private readonly char[] buffer = new char[LongestText + 1];
    private readonly XmlReader xml;
    private readonly string name;
    private string space = "";
    private int parts;

    public CamtXml(Stream stream, string name)
    {
        this.name = name;
        xml = XmlReader.Create(
            stream,
            new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true });
    }

    /// <summary>Of the element that is read now.</summary>
    public int Line => ((IXmlLineInfo)xml).LineNumber;

    public void Dispose() => xml.Dispose();

    /// <summary>Steps to the root and returns its name and namespace, which from now on is the message's.</summary>
    public (string Name, string Namespace) Root()
    {
        xml.MoveToContent();
        space = xml.NamespaceURI;
        return (xml.LocalName, space);
    }

    /// <summary>Hands over each child of the element; who is handed one takes it, or it is stepped over.</summary>
    public void Children(Action<string> take)
    {
        var (depth, isEmpty) = (xml.Depth, xml.IsEmptyElement);
        Next();
        if (isEmpty) return;

        while (xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) Next();
            else if (xml.NamespaceURI != space) Skip();
            else Take(take);
        }

        Next();
    }

    /// <summary>The text of the element, without blanks at its ends.</summary>
    public string Text() => Text(_ => throw Refuse("an element stands where text belongs"));

    /// <summary>The same; or where it has a child instead, the text of that.</summary>
    public string TextOrChild() => Text(text => text.Append(Text()));

    private string Text(Action<StringBuilder> child)
    {
        var (depth, element, isEmpty) = (xml.Depth, xml.LocalName, xml.IsEmptyElement);
        var text = new StringBuilder();
        Next();
        while (!isEmpty && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                child(text);
                continue;
            }

            while (xml.HasValue && xml.ReadValueChunk(buffer, 0, buffer.Length) is > 0 and var read)
            {
                text.Append(buffer, 0, read);
                if (text.Length > LongestText) throw Refuse($"{element} has more than {LongestText:N0} characters");
            }

            Next();
        }

        if (!isEmpty) Next();
        return text.ToString().Trim();
    }

    public string? Attribute(string attribute) => xml.GetAttribute(attribute);

    /// <summary>Steps over the element with all that is in it.</summary>
    public void Skip()
    {
        var (depth, isEmpty) = (xml.Depth, xml.IsEmptyElement);
        Next();
        if (isEmpty) return;

        while (xml.Depth > depth) Next();
        Next();
    }

    /// <summary>Counts what memory is taken for; of more than a bank sends at once nothing is taken.</summary>
    public T Part<T>(T part) =>
        ++parts <= MostParts
            ? part
            : throw Refuse($"there are more than {MostParts:N0} entries and details; ask the bank for single days");

    /// <summary>What stands there where nothing stood before.</summary>
    public T Once<T>(T? before, T now, string element) where T : class =>
        before is null ? now : throw Refuse($"{element} stands twice where it stands once");

    public InvalidOperationException Refuse(string says) => CamtFile.Refusal(name, $"line {Line}: {says}");

    private void Take(Action<string> take)
    {
        var (line, column) = Place();
        take(xml.LocalName);
        if (Place() == (line, column)) Skip();
    }

    private (int, int) Place() => (Line, ((IXmlLineInfo)xml).LinePosition);

    private void Next()
    {
        xml.Read();
        if (xml.Depth > Deepest) throw Refuse($"elements are nested more than {Deepest} levels; no bank needs that");
    }
}
