namespace Charging.Operator.Books;

/// <summary>What a reconciliation found, book by book.</summary>
internal sealed class Findings
{
    public const string Sessions = "sessions";
    public const string Invoices = "invoices";
    public const string Numbers = "numbers";
    public const string Payments = "payments";
    public const string Gateway = "gateway";
    public const string Bank = "bank";

    private readonly List<(string Book, Equation Equation)> all = [];

    public IEnumerable<Equation> Equations => all.Select(one => one.Equation);

    public IEnumerable<Equation> Wrong => Equations.Where(equation => equation.Difference != 0);

    /// <summary>How many equations of each book do not hold; one that was not looked into is not among them.</summary>
    public IReadOnlyDictionary<string, int> Differing => all.GroupBy(one => one.Book).ToDictionary(
        book => book.Key, book => book.Count(one => one.Equation.Difference != 0));

    public void Add(string book, params IEnumerable<Equation> equations) =>
        all.AddRange(equations.Select(equation => (book, equation)));
}
