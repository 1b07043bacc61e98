namespace Charging.Tests.House;

/// <summary>
/// The rooms of one project, which are its folders and so its namespaces, each with those that it may know; "" is the
/// project's own folder, which every room sees. Who may know a room may not be known by it, however many rooms lie
/// between. What has no namespace, as Program has none, puts the rooms together and knows them all.
/// </summary>
internal sealed record Rooms(string Project, string Namespace, IReadOnlyDictionary<string, string[]> MayKnow)
{
    /// <summary>Each project whose rooms are kept apart. To add one, say here which of its rooms knows which.</summary>
    public static IReadOnlyList<Rooms> All { get; } =
    [
        new("Rating.Worker", "Charging.Rating", new Dictionary<string, string[]>
        {
            [""] = ["Counting", "Detail", "Pricing", "Quarantine", "Sessions"],
            ["Numbers"] = [],
            ["Pricing"] = ["Numbers"],
            ["Sessions"] = ["Pricing"],
            ["Plans"] = ["Pricing", "Sessions"],
            ["Assigning"] = ["Plans", "Pricing", "Sessions"],
            ["Counting"] = ["Pricing", "Sessions"],
            ["Rejecting"] = ["Sessions"],
            ["Importing"] = ["Rejecting", "Sessions"],
            ["Checking"] = ["Importing", "Pricing", "Rejecting", "Sessions"],
            ["Detail"] = ["Assigning", "Pricing", "Sessions"],
            ["Quarantine"] = ["Counting", "Detail", "Pricing", "Sessions"],
            ["Rerating"] = ["Counting", "Plans", "Pricing", "Sessions"],
            ["Warming"] = ["Assigning", "Counting", "Plans", "Pricing"],
        }),
        new("Invoicing.Worker", "Charging.Invoicing", new Dictionary<string, string[]>
        {
            [""] = ["Awaiting", "Billing", "Exchanging", "Gathering", "Issuing", "Selling", "Taxing"],
            ["Numbering"] = [],
            ["Billing"] = ["Selling"],
            ["Selling"] = ["Numbering"],
            ["Taxing"] = ["Selling"],
            ["Exchanging"] = ["Selling"],
            ["Issuing"] = ["Exchanging", "Numbering", "Selling", "Taxing"],
            ["Awaiting"] = ["Billing", "Exchanging", "Gathering", "Issuing", "Selling", "Taxing"],
            ["Crediting"] = ["Billing", "Exchanging", "Issuing", "Numbering", "Selling", "Taxing"],
            ["Gathering"] = ["Billing", "Exchanging", "Issuing", "Selling", "Taxing"],
            ["Commands"] = ["Billing", "Crediting", "Exchanging", "Gathering", "Issuing", "Selling"],
            ["Warming"] = ["Billing", "Gathering", "Issuing", "Numbering", "Selling", "Taxing"],
        }),
        new("Payment.Worker", "Charging.Payments", new Dictionary<string, string[]>
        {
            [""] = [],
            ["Messages"] = [],
            ["Ledger"] = [],
            ["Gateway"] = [],
            ["Scheduling"] = ["Messages"],
            ["Announcing"] = [],
            ["Linking"] = [],
            ["CheckingOut"] = ["Gateway"],
            ["Customers"] = ["Scheduling"],
            ["Payouts"] = ["Ledger"],
            ["Statements"] = [],
            ["Banking"] = ["Ledger", "Messages", "Payouts", "Statements"],
            ["Gateway/Stripe"] = ["Gateway", "Messages", "Payouts"],
            ["Crediting"] = ["Gateway", "Ledger", "Messages"],
            ["Collecting"] = [
                "Announcing", "Banking", "CheckingOut", "Crediting", "Customers", "Gateway", "Ledger", "Messages",
                "Scheduling"],
            ["Refunding"] = ["Collecting", "Crediting", "Gateway", "Ledger", "Messages", "Scheduling"],
            ["Facts"] = [
                "Announcing", "Collecting", "Crediting", "Customers", "Gateway", "Messages", "Refunding", "Scheduling"],
            ["Receipts"] = ["Announcing", "Facts", "Linking", "Messages"],
            ["Paying"] = ["CheckingOut", "Collecting", "Customers", "Gateway", "Linking", "Refunding"],
            ["Watching"] = ["Collecting", "Ledger"],
            ["Commands"] = [
                "Announcing", "Banking", "Collecting", "Crediting", "Customers", "Gateway", "Messages", "Receipts",
                "Refunding", "Scheduling", "Statements"],
            ["Warming"] = [
                "Collecting", "Customers", "Facts", "Gateway", "Messages", "Receipts", "Scheduling"],
        }),
        new("Ingest", "Charging.Ingest", new Dictionary<string, string[]>
        {
            [""] = ["Reading"],
            ["Reading"] = [],
        }),
        new("Documents", "Charging.Documents", new Dictionary<string, string[]>
        {
            [""] = [],
            ["Languages"] = [],
            ["Trade"] = [],
            ["Xml"] = [],
            ["Ubl"] = ["Trade", "Xml"],
            ["CrossIndustry"] = ["Trade", "Ubl", "Xml"],
            ["Isdoc"] = ["Trade", "Xml"],
            ["Parties"] = ["Ubl"],
            ["Pdf/Fonts"] = [],
            ["Pdf/Reading"] = [],
            ["Pdf/Writing"] = ["Pdf/Fonts"],
            ["Pdf"] = ["Languages", "Pdf/Fonts", "Pdf/Writing"],
            ["Sending"] = ["CrossIndustry", "Isdoc", "Languages", "Pdf", "Ubl"],
            ["Verifying/Rules"] = ["Ubl"],
            ["Verifying/Schema"] = ["Ubl", "Verifying/Rules"],
            ["Verifying/Norm"] = ["Ubl", "Verifying/Rules"],
            ["Verifying/Profiles"] = ["Ubl", "Verifying/Norm", "Verifying/Rules"],
            ["Verifying/Comparing"] = ["Ubl", "Verifying/Rules"],
            ["Verifying/CrossIndustry"] = ["Ubl", "Verifying/Norm", "Verifying/Rules"],
            ["Verifying/Isdoc"] = ["Ubl", "Verifying/Rules", "Verifying/Schema"],
            ["Verifying"] = [
                "Parties", "Pdf/Reading", "Ubl", "Verifying/Comparing", "Verifying/CrossIndustry", "Verifying/Isdoc",
                "Verifying/Norm", "Verifying/Profiles", "Verifying/Rules", "Verifying/Schema", "Xml"],
        }),
        new("ServiceDefaults", "Charging.ServiceDefaults", new Dictionary<string, string[]>
        {
            [""] = [],
            ["Terminals"] = [],
            ["Files"] = [],
            ["Waiting"] = [],
            ["Storage"] = ["Waiting"],
            ["Auditing"] = ["Storage"],
            ["Metering"] = ["Storage", "Waiting"],
            ["Hosting"] = ["Auditing", "Metering", "Storage", "Terminals", "Waiting"],
            ["Messaging"] = ["Hosting", "Metering", "Waiting"],
        }),
        new("Operator", "Charging.Operator", new Dictionary<string, string[]>
        {
            [""] = [],
            ["Publishing"] = [],
            ["DeadLetters"] = ["Publishing"],
            ["Watching"] = ["DeadLetters", "Publishing"],
            ["Books"] = ["DeadLetters", "Publishing", "Watching"],
            ["Exporting"] = ["Books"],
            ["Auditing"] = [],
            ["Customers"] = [],
            ["Tracing"] = [],
        }),
    ];

    public override string ToString() => Project;

    /// <summary>The room of a namespace: the folder of that name; null outside the project.</summary>
    public string? RoomOf(string name) =>
        name == Namespace ? ""
        : name.StartsWith($"{Namespace}.", StringComparison.Ordinal) ? name[(Namespace.Length + 1)..].Replace('.', '/')
        : null;

    /// <summary>The room of a folder of the repository; null outside the project.</summary>
    public string? RoomOfFolder(string folder) =>
        folder == Project ? ""
        : folder.StartsWith($"{Project}/", StringComparison.Ordinal) ? folder[(Project.Length + 1)..]
        : null;

    /// <summary>The namespace that a file of the project must have.</summary>
    public string NamespaceOf(SourceFile file) =>
        file.Folder == Project ? Namespace : $"{Namespace}.{RoomOfFolder(file.Folder)!.Replace('/', '.')}";

    public bool Has(SourceFile file) => file.IsCode && RoomOfFolder(file.Folder) is not null;

    public bool Allows(string room, string known) =>
        known.Length == 0 || room == known || MayKnow.GetValueOrDefault(room, []).Contains(known);

    /// <summary>The rooms that can be reached from themselves; none, where the table has no circle.</summary>
    public IEnumerable<string> InCircles() => MayKnow.Keys.Where(room =>
    {
        HashSet<string> seen = [];
        var next = new Queue<string>(MayKnow[room]);
        while (next.TryDequeue(out var known))
        {
            if (seen.Add(known)) MayKnow.GetValueOrDefault(known, []).ToList().ForEach(next.Enqueue);
        }

        return seen.Contains(room);
    });

    /// <summary>What the compiler has left in the assembly of who knows whom, against the table.</summary>
    public IEnumerable<string> Offences(IEnumerable<Knowledge> knowledge) =>
        from one in knowledge
        let room = RoomOf(one.Namespace)
        let known = RoomOf(one.KnownNamespace)
        where room is not null && known is not null && !Allows(room, known)
        select $"{room} knows {known}: {one.Type} uses {one.KnownType}";

    /// <summary>
    /// The same of what a file says it uses. The compiler leaves nothing of a constant or a name that is taken from
    /// elsewhere, but whoever takes one has to say from where.
    /// </summary>
    public IEnumerable<string> Offences(SourceFile file)
    {
        if (!Has(file) || RoomOf(NamespaceOf(file)) is not { } room || HasNoNamespace(file)) yield break;

        foreach (var (name, line) in file.Lines.SelectMany((text, index) => Named(text, index + 1)))
        {
            var known = RoomOf(name);
            while (known is { Length: > 0 } && !MayKnow.ContainsKey(known))
                known = known[..Math.Max(known.LastIndexOf('/'), 0)];
            if (known is not null && !Allows(room, known)) yield return $"{file.Path}:{line}: {room} knows {known}";
        }
    }

    /// <summary>A file whose namespace is not that of its folder, or whose folder stands in no table.</summary>
    public IEnumerable<string> Misplaced(SourceFile file)
    {
        if (!Has(file) || HasNoNamespace(file)) yield break;

        var wanted = NamespaceOf(file);
        if (!file.Lines.Contains($"namespace {wanted};")) yield return $"{file.Path} is not in namespace {wanted}";
        if (!MayKnow.ContainsKey(RoomOf(wanted)!)) yield return $"{file.Path} is in a room that Rooms does not name";
    }

    private static bool HasNoNamespace(SourceFile file) =>
        !file.Lines.Any(line => line.StartsWith("namespace ", StringComparison.Ordinal));

    private IEnumerable<(string Name, int Line)> Named(string text, int line)
    {
        if (text.StartsWith("namespace ", StringComparison.Ordinal)) yield break;
        for (var at = text.IndexOf(Namespace, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(Namespace, at + Namespace.Length, StringComparison.Ordinal))
        {
            var name = string.Concat(text[at..].TakeWhile(sign => char.IsLetterOrDigit(sign) || sign is '.' or '_'));
            yield return (name.TrimEnd('.'), line);
        }
    }
}

/// <summary>One type that uses another, each with the namespace that it is in.</summary>
internal sealed record Knowledge(string Namespace, string Type, string KnownNamespace, string KnownType);
