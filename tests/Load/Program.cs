using System.CommandLine;
using System.CommandLine.Parsing;
using Charging.Load;
using Charging.Load.Floor;
using Charging.Load.Http;
using Charging.Load.Scaling;

var sessions = new Option<int>("--sessions") { Description = "How many.", DefaultValueFactory = _ => 30_000 };
var warm = new Option<int>("--warm")
{
    Description = "How many go before them, flat out and not measured; without them the start is measured too.",
    DefaultValueFactory = _ => 0,
};
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
var backlog = new Option<bool>("--backlog")
{
    Description = "Publishes all of them while no worker runs, and then starts the workers.",
};
var beside = new Option<string?>("--beside")
{
    Description = "'floor': the bare client on the same hops, before and after, and what the chain makes of it.",
};
var statements = new Option<bool>("--statements")
{
    Description = "The database's statements by their cost; CHARGING_TEST_STATEMENTS=on has a new bed count them.",
};
beside.AcceptOnlyFromAmong("floor");
receipts.AcceptOnlyFromAmong("on", "off");
gateway.AcceptOnlyFromAmong("in-process", "sandbox");
sessions.Validators.Add(AtLeastOne);
instances.Validators.Add(AtLeastOne);
rate.Validators.Add(AtLeastOne);
sellers.Validators.Add(AtLeastOne);
kill.Validators.Add(AtLeastOne);
warm.Validators.Add(NotNegative);
latency.Validators.Add(NotNegative);

var load = new RootCommand("Charges sessions through the whole chain, on a virtual host and a database of its own.")
{
    sessions, warm, rate, instances, sellers, kill, receipts, gateway, latency, backlog, beside, statements,
};
load.SetAction(parsed => LoadRun.Run(new LoadOptions(
    parsed.GetValue(sessions),
    parsed.GetValue(warm),
    parsed.GetValue(rate),
    parsed.GetValue(instances),
    parsed.GetValue(sellers),
    parsed.GetValue(kill),
    parsed.GetValue(receipts) == "on",
    parsed.GetValue(gateway) == "sandbox",
    parsed.GetValue(latency),
    parsed.GetValue(backlog),
    parsed.GetValue(beside) == "floor",
    parsed.GetValue(statements))));

var name = new Argument<string>("stage");
var stage = new Command(BareChain.StageCommand, "One stage of the bare chain; the load run starts it.") { name };
stage.Hidden = true;
stage.SetAction(parsed => BareChain.RunStage(parsed.GetValue(name)!));
load.Subcommands.Add(stage);

var inRequest = new Option<int>("--in-request")
{
    Description = "Sessions in one request.",
    DefaultValueFactory = _ => 500,
};
var callers = new Option<int>("--callers") { Description = "Requests at once.", DefaultValueFactory = _ => 4 };
inRequest.Validators.Add(AtLeastOne);
callers.Validators.Add(AtLeastOne);
var http = new Command("http", "Sends them to Ingest over HTTP, up to Rating's queue.")
{
    sessions, warm, inRequest, callers,
};
http.SetAction(parsed => HttpRun.Run(new HttpOptions(
    parsed.GetValue(sessions), parsed.GetValue(warm), parsed.GetValue(inRequest), parsed.GetValue(callers))));
load.Subcommands.Add(http);

var steps = new Option<Step[]>("--steps")
{
    Description = "One after the other, each a rate and its seconds.",
    AllowMultipleArgumentsPerToken = true,
    CustomParser = ReadSteps,
    DefaultValueFactory = _ => [new(50, 60), new(1000, 120), new(50, 60)],
};
var most = new Option<int>("--most") { Description = "Instances of each worker.", DefaultValueFactory = _ => 4 };
var each = new Option<int>("--each")
{
    Description = "Messages a second for which there is to be another instance.",
    DefaultValueFactory = _ => 250,
};
var waiting = new Option<int>("--waiting")
{
    Description = "Messages that wait for which there is to be another instance.",
    DefaultValueFactory = _ => 1000,
};
var curve = new Option<string?>("--curve") { Description = "A file to draw the run into, as SVG." };
most.Validators.Add(AtLeastOne);
each.Validators.Add(AtLeastOne);
waiting.Validators.Add(AtLeastOne);
var scale = new Command("scale", "Has instances come and go with steps of load, as the chart would.")
{
    steps, most, each, waiting, curve,
};
scale.SetAction(parsed => ScaleRun.Run(new ScaleOptions(
    parsed.GetValue(steps)!, parsed.GetValue(most), parsed.GetValue(each), parsed.GetValue(waiting),
    parsed.GetValue(curve))));
load.Subcommands.Add(scale);
return await load.Parse(args).InvokeAsync();

static void AtLeastOne(OptionResult option) => Refuse(option, least: 1);

static Step[] ReadSteps(ArgumentResult argument)
{
    var read = argument.Tokens.Select(token => Step.Read(token.Value)).ToList();
    if (read.Contains(null)) argument.AddError($"--steps takes {Step.Form}, and as many of them as are wanted.");
    return [.. read.OfType<Step>()];
}

static void NotNegative(OptionResult option) => Refuse(option, least: 0);

static void Refuse(OptionResult option, int least)
{
    if (option.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number >= least))
        option.AddError($"{option.Option.Name} takes a whole number of {least} or more, not '{text}'.");
}
