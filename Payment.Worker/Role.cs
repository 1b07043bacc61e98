using Charging.Contracts;

namespace Charging.Payments;

/// <summary>What an instance does; unless <c>Payment__Roles</c> says otherwise, both.</summary>
internal enum Role
{
    Collect,
    Receipts,
}

internal static class Roles
{
    /// <summary>Whether <c>Payment__Roles</c>, such as <c>collect,receipts</c>, names that role.</summary>
    public static bool Has(this IConfiguration configuration, Role role)
    {
        var setting = configuration["Payment:Roles"] ?? "collect,receipts";
        var words = setting.Split(',', StringSplitOptions.TrimEntries);
        return words.All(word => Words.TryRead<Role>(word, out _))
            ? words.Contains(Words.Of(role))
            : throw new InvalidOperationException(
                $"Payment__Roles is '{setting}'; set it to collect, receipts, or collect,receipts.");
    }
}
