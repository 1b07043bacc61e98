using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using Charging.ServiceDefaults.Storage;
using Npgsql;

namespace Charging.ServiceDefaults.Auditing;

/// <summary>
/// What a person does by one command, for the audit trail: a store that changes something in a command's name records
/// it, in the transaction of the change. Outside a command (a worker's own round, a test) nothing is recorded.
/// </summary>
/// <param name="Who">Named by --as, else by the setting Audit__As, else the account of the operating system.</param>
/// <param name="What">The command's words, such as <c>plans apply</c>.</param>
/// <param name="Reason">As it was given; null if none was.</param>
/// <param name="TraceId">32 hexadecimal digits: of the trace that the command is part of, or of its own.</param>
public sealed record Deed(string Who, string What, string? Reason, string TraceId)
{
    private const int LongestName = 100;
    private const int LongestReason = 1_000;

    private static readonly AsyncLocal<Deed?> Begun = new();

    public static Deed? Current => Begun.Value;

    /// <summary>For the root command: it goes with every command.</summary>
    public static Option<string?> As() => new("--as")
    {
        Description = "Who does it, for the audit trail; without it the setting Audit__As, or this machine's account.",
        Recursive = true,
    };

    /// <summary>Why a person does it, 1 to 1,000 characters.</summary>
    public static Option<string?> ReasonOption(bool required = false)
    {
        var option = new Option<string?>("--reason")
        {
            Description = "Why, for the audit trail.",
            Required = required,
        };
        option.Validators.Add(Check);
        return option;
    }

    /// <summary>From now on what the stores change is recorded as this command's.</summary>
    /// <exception cref="InvalidOperationException">The name is empty or too long.</exception>
    public static void Begin(ParseResult parsed)
    {
        if (parsed.Errors.Count > 0) return;

        var words = new Stack<string>();
        for (var at = parsed.CommandResult; at.Parent is CommandResult above; at = above) words.Push(at.Command.Name);
        if (words.Count > 0)
            Begin(Account.Of(parsed.GetValue<string?>("--as"), LongestName), string.Join(' ', words), ReasonOf(parsed));
    }

    public static void Begin(string who, string what, string? reason) => Begun.Value = new(
        who, what, AuditText.Kept(reason, LongestReason),
        (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString());

    /// <summary>Records what changes, in the transaction that the connection is in.</summary>
    /// <param name="connection">Of the change.</param>
    /// <param name="which">The key of what is changed, as other commands take it.</param>
    /// <param name="before">What matters of how it was; becomes short JSON. Null if it was not there.</param>
    /// <param name="after">What matters of how it is now.</param>
    /// <param name="cancellationToken">Stops it, and so the change.</param>
    public static async Task Record(
        NpgsqlConnection connection, string which, object? before, object? after, CancellationToken cancellationToken)
    {
        if (Current is { } deed)
            await AuditEvents.Add(connection, new(deed, which, "done", null, before, after), cancellationToken);
    }

    /// <summary>
    /// For a deed that no transaction holds, a publish to the broker: records that it begins, does it, and records what
    /// came of it. After a crash it stands as begun; without the first row it is not done.
    /// </summary>
    /// <param name="postgres">Where the audit trail is.</param>
    /// <param name="what">What is to be changed, a row for each.</param>
    /// <param name="act">The deed; returns what came of it, null if that is what was intended.</param>
    /// <param name="cancellationToken">Stops it before it begins.</param>
    public static async Task Do(
        NpgsqlDataSource postgres, IReadOnlyList<Intent> what, Func<Task<object?>> act,
        CancellationToken cancellationToken)
    {
        if (Current is not { } deed)
        {
            await act();
            return;
        }

        var begun = await Add(
            postgres, what.Select(one => new AuditEvent(deed, one.Which, "begun", null, one.Before, one.Intended)),
            cancellationToken);
        var acting = act();
        await ((Task)acting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var (outcome, after) = acting.IsCompletedSuccessfully
            ? ("done", acting.Result)
            : ("failed", new { error = acting.Exception?.InnerException?.Message ?? "It was stopped." });

        // Also when the command is being stopped: what came of it is known now and at no other time.
        await Add(
            postgres,
            what.Zip(begun, (one, id) => new AuditEvent(deed, one.Which, outcome, id, null, after ?? one.Intended)),
            CancellationToken.None);
        await acting;
    }

    private static async Task<IReadOnlyList<long>> Add(
        NpgsqlDataSource postgres, IEnumerable<AuditEvent> events, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        List<long> ids = [];
        foreach (var one in events) ids.Add(await AuditEvents.Add(connection, one, cancellationToken));
        await transaction.CommitAsync(CancellationToken.None);
        return ids;
    }

    private static string? ReasonOf(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Any(option => option.Name == "--reason")
            ? parsed.GetValue<string?>("--reason")
            : null;

    private static void Check(OptionResult given)
    {
        var text = given.GetValueOrDefault<string?>();
        if (string.IsNullOrWhiteSpace(text)) given.AddError("The reason is empty; say why, for whoever asks later.");
        else if (text.Length > LongestReason)
            given.AddError($"The reason has {text.Length} characters; write at most {LongestReason}.");
    }
}

/// <summary>What a deed is to change: its key, and what matters of how it is and is to become.</summary>
public sealed record Intent(string Which, object? Before, object? Intended);
