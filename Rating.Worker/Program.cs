using Charging.Rating.Pricing;
using Charging.ServiceDefaults;

var worker = new Worker("rating", args);
worker.AddCommand(QuoteCommand.Create());
return await worker.RunAsync();
