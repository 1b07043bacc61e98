namespace Charging.Payments.Tests.Vectors;

/// <summary>The test shows a case that was found in the tests of another engine, by its id.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KnownAttribute(string id) : Attribute
{
    public string Id => id;
}
