using System.CommandLine;
using Charging.Faults;

var invoices = new Option<int>("--invoices") { Description = "How many.", DefaultValueFactory = _ => 2000 };
var instances = new Option<int>("--instances") { Description = "Of each worker.", DefaultValueFactory = _ => 2 };
var seed = new Option<int?>("--seed") { Description = "Decides who is killed when; a new one unless given." };
invoices.Validators.Add(AtLeastOne);
instances.Validators.Add(AtLeastOne);

var faults = new RootCommand("""
    Charges sessions whose payments fail in every way that the sandbox gateway knows, kills workers and gateway at
    random moments, moves the clocks until nothing is due, and compares the outcome with the gateway's own ledger.
    """)
{
    invoices, instances, seed,
};
faults.SetAction(parsed => FaultReport.Run(new FaultOptions(
    parsed.GetValue(invoices), parsed.GetValue(instances), parsed.GetValue(seed) ?? Random.Shared.Next())));
return await faults.Parse(args).InvokeAsync();

static void AtLeastOne(System.CommandLine.Parsing.OptionResult option)
{
    if (option.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number >= 1))
        option.AddError($"{option.Option.Name} takes a whole number of 1 or more, not '{text}'.");
}
