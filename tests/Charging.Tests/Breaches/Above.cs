using Charging.Tests.Breaches.Below;

// Each of these knows what lies below in one way alone, so that a way which is not seen is missed.
namespace Charging.Tests.Breaches;

internal sealed class AsBase : Open;

internal sealed class AsInterface : IKnown
{
    public string Name => "";
}

internal sealed class AsField
{
    private Known? known;

    public static AsField Empty { get; } = new() { known = null };

    public override string ToString() => known is null ? "" : "known";
}

internal sealed class AsProperty
{
    public Known? Known { get; init; }
}

internal static class AsParameter
{
    public static string Of(Known? known) => known is null ? "" : "known";
}

internal static class AsResult
{
    public static Known? Of() => null;
}

internal static class AsGenericArgument
{
    public static List<Known> All { get; } = [];
}

internal static class AsBound
{
    public static string Of<T>() where T : IKnown => typeof(T).Name;
}

[Marked]
internal sealed class AsAttribute;

internal static class AsNew
{
    public static string Of() => new Known().ToString()!;
}

internal static class AsCall
{
    public static int Of() => Told.Number();
}

internal static class AsTypeOf
{
    public static string Of() => typeof(Known).Name;
}

internal static class AsCast
{
    public static bool Of(object one) => one is Known;
}

internal static class AsCatch
{
    public static void Of(Action deed)
    {
        try
        {
            deed();
        }
        catch (KnownException)
        {
            // It is the type that is looked for.
        }
    }
}

internal static class InLambda
{
    public static Func<string> Of() => () => new Known().ToString()!;
}

internal static class InAsync
{
    public static async Task<string> Of()
    {
        await Task.Yield();
        return new Known().ToString()!;
    }
}

internal static class InNested
{
    internal sealed class Inner
    {
        public override string ToString() => new Known().ToString()!;
    }
}

internal static class OfNested
{
    public static string Of() => new Known.Inner().ToString()!;
}
