namespace Charging.ServiceDefaults.Auditing;

/// <summary>Who stands in the audit trail; the login at the database beside it is nobody's to choose.</summary>
internal static class Account
{
    /// <exception cref="InvalidOperationException">The name that was given is empty or too long.</exception>
    public static string Of(string? named, int longest)
    {
        if ((named ?? Setting("Audit__As")) is { } given)
        {
            var name = AuditText.Kept(given, int.MaxValue);
            return name is not null && name.Length <= longest
                ? name
                : throw new InvalidOperationException(
                    $"'{given}' does not name who does it: --as (or the setting Audit__As) takes 1 to {longest} " +
                    "characters.");
        }

        // Who became root by sudo is still the one who does it.
        var account = Environment.UserName is "root" && Setting("SUDO_USER") is { } before
            ? before
            : Environment.UserName;
        return AuditText.Kept(account, longest) ?? $"nobody by name on {Environment.MachineName}";
    }

    private static string? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
