using System.CommandLine;
using Charging.Load;

var sessions = new Option<int>("--sessions") { Description = "How many.", DefaultValueFactory = _ => 30_000 };
var rate = new Option<int?>("--rate") { Description = "Sessions a second; flat out when left out." };
var instances = new Option<int>("--instances") { Description = "Of each worker.", DefaultValueFactory = _ => 1 };
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
receipts.AcceptOnlyFromAmong("on", "off");
sessions.Validators.Add(AtLeastOne);
instances.Validators.Add(AtLeastOne);
rate.Validators.Add(AtLeastOne);

var load = new RootCommand("Charges sessions through the whole chain, on a virtual host and a database of its own.")
{
    sessions, rate, instances, receipts, latency,
};
load.SetAction(parsed => LoadRun.Run(new LoadOptions(
    parsed.GetValue(sessions),
    parsed.GetValue(rate),
    parsed.GetValue(instances),
    parsed.GetValue(receipts) == "on",
    TimeSpan.FromMilliseconds(parsed.GetValue(latency)))));
return await load.Parse(args).InvokeAsync();

static void AtLeastOne(System.CommandLine.Parsing.OptionResult option)
{
    if (option.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number >= 1))
        option.AddError($"{option.Option.Name} takes a whole number of 1 or more, not '{text}'.");
}
