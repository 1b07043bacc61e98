using Npgsql;

namespace Charging.ServiceDefaults.Storage;

/// <summary>The connection string of a database that is written to, checked before anybody connects.</summary>
internal static class PostgresAddress
{
    /// <summary>What Npgsql reads where the connection string does not say it.</summary>
    private const string WantedByEnvironment = "PGTARGETSESSIONATTRS";

    private static readonly string[] Writable = ["primary", "read-write"];

    /// <summary>
    /// Of several hosts the one is used that takes writes, so the string has to ask for it. Of one host nothing needs
    /// to be asked; what was asked all the same is left out, since Npgsql refuses it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The text says what is wrong, without the password.</exception>
    public static NpgsqlConnectionStringBuilder Read(string connectionString)
    {
        var settings = Parse(connectionString);
        if (string.IsNullOrWhiteSpace(settings.Host))
            throw new InvalidOperationException(
                "The connection string of PostgreSQL names no Host; set one such as Host=db;Database=charging;" +
                "Username=rating;Password=…");
        if (!settings.Host.Contains(','))
        {
            settings.TargetSessionAttributes = null;
            return settings;
        }

        var wanted = settings.TargetSessionAttributes ?? Environment.GetEnvironmentVariable(WantedByEnvironment);
        return Writable.Contains(wanted, StringComparer.OrdinalIgnoreCase)
            ? settings
            : throw new InvalidOperationException(
                $"The connection string of PostgreSQL names several hosts ({settings.Host}) and " +
                $"{(wanted is null ? "not which of them is wanted" : $"wants {wanted}")}: the first that answers may " +
                "be a standby. Add Target Session Attributes=primary, or name one host.");
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or NotSupportedException)
        {
            throw new InvalidOperationException(
                $"The connection string of PostgreSQL cannot be read: {wrong.Message}", wrong);
        }
    }
}
