using Charging.Contracts;
using Spectre.Console;

namespace Charging.Rating.Pricing;

/// <summary>Tells people what a trial came to: sessions, totals, what has no price and why, and what to mind.</summary>
internal static class TrialReport
{
    public static void Write(PlanTrial trial, IAnsiConsole console)
    {
        console.WriteLine(trial.Against is { } other
            ? $"{Sentence(trial.Plan.Name)}, against {other.Name}."
            : $"{Sentence(trial.Plan.Name)}.");
        console.Write(Sessions(trial));
        if (!trial.Rows.AreAll)
        {
            var which = trial.Against is null ? "charges" : "differences";
            console.WriteLine(
                $"These are the {TrialRows.MostOfMany} largest {which} of {trial.Sessions:N0}; --all shows every one.");
            console.WriteLine();
        }

        if (trial.Totals.Count > 0) console.Write(Totals(trial));
        if (trial.Rejections.Count > 0) console.Write(Rejections(trial));
        foreach (var note in Notes(trial)) console.WriteLine(note);
    }

    private static Table Sessions(PlanTrial trial)
    {
        var table = NewTable("session", "customer", "service").AddColumn(Number("used")).AddColumn(Number("charge"));
        if (trial.Against is not null) table.AddColumn(Number("against")).AddColumn(Number("difference"));
        foreach (var tried in trial.Rows.Shown)
        {
            List<Text> cells =
            [
                new(tried.Session.SessionId), new(tried.Session.CustomerId), new(Words.Of(tried.Session.Service)),
                new(UsedBy(tried.Session)), Price(tried.Answer),
            ];
            if (trial.Against is not null) cells.AddRange([Price(tried.Other), new(Signed(tried.Difference))]);
            table.AddRow(cells);
        }

        return table;
    }

    private static Table Totals(PlanTrial trial)
    {
        var table = NewTable("total").AddColumn(Number("sessions")).AddColumn(Number("charge"));
        if (trial.Against is not null) table.AddColumn(Number("compared")).AddColumn(Number("difference"));
        foreach (var total in trial.Totals)
        {
            List<string> cells = [Words.Of(total.Service), $"{total.Sessions:N0}", $"{total.Charge}"];
            if (trial.Against is not null) cells.AddRange([$"{total.Compared:N0}", Signed(total.Difference)]);
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }

        return table;
    }

    private static Table Rejections(PlanTrial trial)
    {
        var table = NewTable("no price").AddColumn(Number("sessions"));
        if (trial.Against is not null) table.AddColumn("by");
        table.AddColumn("for instance");
        foreach (var rejection in trial.Rejections)
        {
            List<string> cells = [Words.Of(rejection.Code), $"{rejection.Sessions:N0}"];
            if (trial.Against is not null) cells.Add(rejection.Plan);
            cells.Add($"{rejection.FirstSessionId}: {rejection.FirstDetail}");
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
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

    private static Table NewTable(params string[] columns) =>
        new Table().Border(TableBorder.Simple).AddColumns(columns);

    private static TableColumn Number(string name) => new TableColumn(name).RightAligned();

    private static Text Price(PriceAnswer? answer) => answer switch
    {
        Quote quote => new Text($"{quote.Charge}"),
        Rejection rejection => new Text(Words.Of(rejection.Code), new Style(Color.Red)),
        _ => Text.Empty,
    };

    private static string Signed(Money? difference) =>
        difference is { } money ? $"{(money.Minor > 0 ? "+" : "")}{money}" : "";

    /// <summary>The session's length as h:mm:ss, or how much was counted.</summary>
    private static string UsedBy(SessionEnded session)
    {
        if (session.Quantity is { } quantity) return $"{quantity:N0}";
        var length = session.EndedAt - session.StartedAt;
        return $"{(long)length.TotalHours}:{length:mm\\:ss}";
    }

    private static string Sentence(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
