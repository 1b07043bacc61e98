namespace Charging.ServiceDefaults.Storage;

/// <summary>A table whose changes the database tells, by the key of the row that changed.</summary>
public abstract class HeardTable(string channel)
{
    /// <summary>What the changes are told on: <c>listen</c> and <c>pg_notify</c>.</summary>
    public string Channel { get; } = channel;

    /// <summary>From now on every change is heard.</summary>
    internal abstract void Begin();

    /// <summary>The row of that key is another now.</summary>
    internal abstract void Hear(string key);

    /// <summary>Changes may be missed from now on.</summary>
    internal abstract void Lose();
}
