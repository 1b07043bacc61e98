namespace Charging.Tests.Breaches.Below;

internal interface IKnown
{
    string Name { get; }
}

internal class Open;

internal sealed class Known
{
    internal sealed class Inner;
}

internal sealed class KnownException : Exception;

internal static class Told
{
    public static int Number() => 1;
}

[AttributeUsage(AttributeTargets.Class)]
internal sealed class MarkedAttribute : Attribute;
