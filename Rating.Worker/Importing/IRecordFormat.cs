namespace Charging.Rating.Importing;

/// <summary>One kind of record that platforms write; what it holds stands at each.</summary>
internal interface IRecordFormat
{
    /// <summary>As in <c>publish --format</c>, and in the name of the queue, rating-import-NAME.</summary>
    static abstract string Name { get; }

    /// <summary>The field that names who pays, unless the configuration names another.</summary>
    static abstract string CustomerField { get; }

    /// <summary>Pure: the same bytes are the same session for ever; no bytes throw.</summary>
    static abstract Imported Read(ReadOnlySpan<byte> record, ImportOptions options);
}
