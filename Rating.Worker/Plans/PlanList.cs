using Spectre.Console;

namespace Charging.Rating.Plans;

/// <summary>Every version of every plan for people: since when it holds, and whether it may still be changed.</summary>
internal static class PlanList
{
    public static void Write(IReadOnlyList<ListedPlan> plans, IAnsiConsole console)
    {
        if (plans.Count == 0)
        {
            console.WriteLine("No plan is applied; apply one with 'plans apply FILE'.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in new[] { "code", "valid from", "name", "currency", "sessions" })
            table.AddColumn(new TableColumn(name) { NoWrap = name != "name" }.Padding(0, 0, 1, 0));
        foreach (var plan in plans)
        {
            var read = PlanReader.Read(plan.Code, plan.Body).Plan;
            string[] cells =
            [
                plan.Code, ValidFrom(plan), read?.Name ?? "(cannot be read by this worker)",
                read?.Currency ?? "", plan.HasRated ? "rated" : "none yet",
            ];
            table.AddRow(cells.Select(cell => Terminal.Cell(cell)));
        }

        console.Write(table);
        console.WriteLine("A version that has rated sessions stays; a change needs a new validFrom.");
    }

    private static string ValidFrom(ListedPlan plan) =>
        plan.Revision == 1 ? $"{plan.ValidFrom:O}" : $"{plan.ValidFrom:O}, revision {plan.Revision}";
}
