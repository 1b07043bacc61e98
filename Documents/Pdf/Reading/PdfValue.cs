namespace Charging.Documents.Pdf.Reading;

/// <summary>A value of a PDF (ISO 32000-1, 7.3); what is none of these is <see cref="Other"/>.</summary>
internal abstract record PdfValue
{
    public sealed record Name(string Word) : PdfValue;

    /// <summary>Fractions are cut: nothing that is looked for has any.</summary>
    public sealed record Number(long Whole) : PdfValue
    {
        /// <summary>As a number of an object, a place or a count may be: -1 or more, and no more than an int.</summary>
        public int Small => (int)Math.Clamp(Whole, -1, int.MaxValue);
    }

    public sealed record Text(byte[] Bytes) : PdfValue;

    public sealed record List(IReadOnlyList<PdfValue> Items) : PdfValue;

    public sealed record Map(IReadOnlyDictionary<string, PdfValue> Entries) : PdfValue
    {
        public PdfValue? this[string key] => Entries.GetValueOrDefault(key);
    }

    /// <summary>To another object, by its number.</summary>
    public sealed record Reference(int Object) : PdfValue;

    /// <summary>Its dictionary, and where its bytes begin.</summary>
    public sealed record Stream(Map About, int Begin) : PdfValue;

    /// <summary>true, false, null, or an operator.</summary>
    public sealed record Other(string Word) : PdfValue;
}

/// <summary>A file within a PDF, by the name that it has there.</summary>
public sealed record EmbeddedFile(string Name, byte[] Bytes);
