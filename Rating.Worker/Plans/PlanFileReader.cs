using System.Text;

namespace Charging.Rating.Plans;

/// <summary>Reads a plan from a file that somebody named: it may be missing, or be no text at all.</summary>
internal static class PlanFileReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The plan with its text, or all that is wrong. Lines end in \n, whatever they ended in: a plan is the same on
    /// every system.
    /// </summary>
    public static async Task<PlanFileReading> Read(string file, CancellationToken cancellationToken)
    {
        var errors = new PlanErrors(file);
        if (await ReadText(file, errors, cancellationToken) is not { } body) return new(null, errors.All);

        var reading = PlanReader.Read(file, body);
        return new(reading.Plan is { } plan ? new PlanFile(file, plan, body) : null, reading.Errors);
    }

    private static async Task<string?> ReadText(string file, PlanErrors errors, CancellationToken cancellationToken)
    {
        if (Directory.Exists(file))
        {
            errors.Add(PlanError.WholeFile, "", "this is a directory; name the plans in it, one by one or as *.yaml.");
            return null;
        }

        try
        {
            return Text(await GivenFile.ReadBytes(file, cancellationToken), errors);
        }
        catch (InvalidOperationException wrong)
        {
            errors.Add(PlanError.WholeFile, "", wrong.Message.Replace($"{file}: ", "", StringComparison.Ordinal));
        }

        return null;
    }

    private static string? Text(ReadOnlySpan<byte> bytes, PlanErrors errors)
    {
        var plain = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        var nul = plain.IndexOf((byte)0);
        if (nul >= 0)
        {
            errors.Add(LineAt(nul, plain), "", "the character U+0000 is not text; take it out, or save as UTF-8.");
            return null;
        }

        try
        {
            return Utf8.GetString(plain).Replace("\r\n", "\n", StringComparison.Ordinal);
        }
        catch (DecoderFallbackException exception)
        {
            errors.Add(LineAt(exception.Index, plain), "",
                $"byte 0x{plain[exception.Index]:X2} is not UTF-8; save the file as UTF-8.");
            return null;
        }
    }

    private static int LineAt(int index, ReadOnlySpan<byte> text) => text[..index].Count((byte)'\n') + 1;
}

/// <summary>The plan with its text, or what is wrong with the file.</summary>
internal sealed record PlanFileReading(PlanFile? Plan, IReadOnlyList<PlanError> Errors);
