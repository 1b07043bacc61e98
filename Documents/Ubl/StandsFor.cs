using System.Xml.Linq;

namespace Charging.Documents.Ubl;

/// <summary>What an element of UBL was made of, where another format is read in the terms of UBL.</summary>
internal sealed record StandsFor(XElement Element);
