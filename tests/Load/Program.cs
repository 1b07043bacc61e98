using System.CommandLine;
using Charging.Load;

var sessions = new Option<int>("--sessions") { Description = "How many.", DefaultValueFactory = _ => 30_000 };
var rate = new Option<int?>("--rate") { Description = "Sessions a second; flat out when left out." };
var instances = new Option<int>("--instances") { Description = "Of each worker.", DefaultValueFactory = _ => 1 };
var sellers = new Option<int>("--sellers")
{
    Description = "Each numbers its own invoices.",
    DefaultValueFactory = _ => 1,
};
var kill = new Option<int?>("--kill-every")
{
    Description = "Seconds between two kills (SIGKILL) of Invoicing workers, one after the other.",
};
var receipts = new Option<string>("--receipts")
{
    Description = "Whether receipts are mailed (to files).",
    DefaultValueFactory = _ => "on",
};
var latency = new Option<int>("--gateway-latency")
{
    Description = "Milliseconds that each call to the gateway takes.",
    DefaultValueFactory = _ => 0,
};
var gateway = new Option<string>("--gateway")
{
    Description = "The one within the worker, or the sandbox behind HTTP.",
    DefaultValueFactory = _ => "in-process",
};
receipts.AcceptOnlyFromAmong("on", "off");
gateway.AcceptOnlyFromAmong("in-process", "sandbox");
sessions.Validators.Add(AtLeastOne);
instances.Validators.Add(AtLeastOne);
rate.Validators.Add(AtLeastOne);
sellers.Validators.Add(AtLeastOne);
kill.Validators.Add(AtLeastOne);

var load = new RootCommand("Charges sessions through the whole chain, on a virtual host and a database of its own.")
{
    sessions, rate, instances, sellers, kill, receipts, gateway, latency,
};
load.SetAction(parsed => LoadRun.Run(new LoadOptions(
    parsed.GetValue(sessions),
    parsed.GetValue(rate),
    parsed.GetValue(instances),
    parsed.GetValue(sellers),
    parsed.GetValue(kill),
    parsed.GetValue(receipts) == "on",
    parsed.GetValue(gateway) == "sandbox",
    parsed.GetValue(latency))));
return await load.Parse(args).InvokeAsync();

static void AtLeastOne(System.CommandLine.Parsing.OptionResult option)
{
    if (option.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number >= 1))
        option.AddError($"{option.Option.Name} takes a whole number of 1 or more, not '{text}'.");
}
