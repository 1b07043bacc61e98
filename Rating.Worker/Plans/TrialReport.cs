using Charging.Rating.Pricing;
using Spectre.Console;

namespace Charging.Rating.Plans;

/// <summary>Tells people what a trial came to: sessions, totals, what has no price and why, and what to mind.</summary>
internal static class TrialReport
{
    public static void Write(PlanTrial trial, IAnsiConsole console)
    {
        console.WriteLine(trial.Against is { } other
            ? $"{Sentence(trial.Plan.Name)}, against {other.Name}."
            : $"{Sentence(trial.Plan.Name)}.");
        WriteIfAny(Sessions(trial));
        if (trial.Rows.AreAll) WriteIfAny(Unpriced(trial));
        else console.WriteLine(Most(trial));
        WriteIfAny(Totals(trial));
        WriteIfAny(Rejections(trial));
        foreach (var note in Notes(trial)) console.WriteLine(note);

        void WriteIfAny(Table table)
        {
            if (table.Rows.Count > 0) console.Write(table);
        }
    }

    private static string Most(PlanTrial trial)
    {
        var which = trial.Against is null ? "charges" : "differences";
        return $"Shown: the {trial.Rows.Shown.Count} largest {which} of {trial.Sessions:N0}; --all shows all sessions.";
    }

    private static Table Sessions(PlanTrial trial)
    {
        var table = NewTable(Name("session"), Name("customer"), Word("service"), Number("used"), Number("charge"));
        if (trial.Against is not null) table.AddColumns(Number("against"), Number("difference"));
        foreach (var tried in trial.Rows.Shown.Where(tried => tried.HasPrice))
        {
            List<string> cells = [.. Naming(tried.Session), UsedBy(tried.Session), Price(tried.Answer)];
            if (trial.Against is not null) cells.AddRange([Price(tried.Other), More(tried.Difference)]);
            AddRow(table, cells);
        }

        return table;
    }

    /// <summary>What one of the plans has no price for, with the reason by each of them.</summary>
    private static Table Unpriced(PlanTrial trial)
    {
        var table = NewTable(Name("session"), Name("customer"), Word("service"), Word("no price"));
        if (trial.Against is not null) table.AddColumn(Word("against"));
        foreach (var tried in trial.Rows.Shown.Where(tried => tried.LacksPrice))
        {
            List<string> cells = [.. Naming(tried.Session), Reason(tried.Answer)];
            if (trial.Against is not null) cells.Add(Reason(tried.Other));
            AddRow(table, cells);
        }

        return table;
    }

    private static Table Totals(PlanTrial trial)
    {
        var table = NewTable(Word("total"), Number("sessions"), Number("charge"));
        if (trial.Against is not null) table.AddColumns(Number("compared"), Number("against"), Number("difference"));
        foreach (var total in trial.Totals)
        {
            List<string> cells = [Words.Of(total.Service), $"{total.Sessions:N0}", $"{total.Charge}"];
            if (trial.Against is not null) cells.Add($"{total.Compared:N0}");
            if (total.Compared > 0) cells.AddRange([$"{total.Against}", More(total.Difference)]);
            AddRow(table, cells);
        }

        return table;
    }

    private static Table Rejections(PlanTrial trial)
    {
        var table = NewTable(Word("reason"), Number("sessions"));
        if (trial.Against is not null) table.AddColumn(Number("against"));
        table.AddColumn(Name("for instance"));
        foreach (var rejection in trial.Rejections)
        {
            List<string> cells = [Words.Of(rejection.Code), $"{rejection.Sessions:N0}"];
            if (trial.Against is not null) cells.Add($"{rejection.Against:N0}");
            cells.Add($"{rejection.FirstSessionId}: {rejection.FirstDetail}");
            AddRow(table, cells);
        }

        return table;
    }

    private static IEnumerable<string> Notes(PlanTrial trial)
    {
        yield return $"{trial.Sessions:N0} sessions, {trial.Totals.Sum(total => total.Sessions):N0} with a price.";
        if (trial.Repeats > 0)
            yield return $"{trial.Repeats:N0} more came again with a key that was there; each is charged once.";
        foreach (var plan in new[] { trial.Plan, trial.Against }.OfType<TrialPlan>())
        {
            if (plan.Early > 0)
                yield return $"{plan.Early:N0} started before {plan.Name}; it prices them as if it had held then.";
            if (plan.Counts)
                yield return $"Allowances and tiers over a month by {plan.Name} begin at 0 with the file.";
        }
    }

    private static Table NewTable(params TableColumn[] columns) =>
        new Table().Border(TableBorder.Simple).AddColumns(columns);

    /// <summary>May be broken where the terminal is narrow.</summary>
    private static TableColumn Name(string name) => new TableColumn(name).Padding(0, 0, 1, 0);

    private static TableColumn Word(string name) => Name(name).NoWrap();

    private static TableColumn Number(string name) => Word(name).RightAligned();

    private static void AddRow(Table table, IEnumerable<string> cells) =>
        table.AddRow(cells.Select(cell => Terminal.Cell(cell)));

    private static string[] Naming(SessionEnded session) =>
        [session.SessionId, session.CustomerId, Words.Of(session.Service)];

    private static string Price(PriceAnswer? answer) => answer is Quote quote ? $"{quote.Charge}" : "";

    private static string Reason(PriceAnswer? answer) => answer is Rejection rejection ? Words.Of(rejection.Code) : "";

    /// <summary>In the currency that stands beside it.</summary>
    private static string More(Money? difference) =>
        difference is { } money ? $"{(money.Minor > 0 ? "+" : "")}{money.ToString()[..^4]}" : "";

    /// <summary>The session's length as h:mm:ss, or how much was counted.</summary>
    private static string UsedBy(SessionEnded session)
    {
        if (session.Quantity is { } quantity) return $"{quantity:N0}";
        var length = session.EndedAt - session.StartedAt;
        return $"{(long)length.TotalHours}:{length:mm\\:ss}";
    }

    private static string Sentence(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
