using System.Net;
using Charging.Ingest;
using Charging.Rating.Sessions;
using Microsoft.Extensions.Options;

var worker = new Worker("ingest", args);
var settings = worker.Configuration.GetSection("Ingest").Get<IngestOptions>() ?? new IngestOptions();

worker.Services.AddOptions<IngestOptions>().BindConfiguration("Ingest").ValidateDataAnnotations().ValidateOnStart();
worker.AddSteadyPublisher(services => services.GetRequiredService<IOptions<IngestOptions>>().Value.ConfirmTime);
worker.Services.AddSingleton<Platforms>().AddSingleton<SourceRights>();
worker.Services.AddSingleton<IngestMetrics>().AddTable(IngestMetrics.Table);
if (worker.Configuration.GetConnectionString("Postgres") is { Length: > 0 } database)
    worker.Services.AddSingleton(_ => SessionTrails.Open(database)).AddSingleton<SessionTrails>();
worker.Services.AddSingleton<TakeSessions>().AddSingleton<FindSession>().AddSingleton<Routes>();
worker.Listen(
    IPAddress.Parse(settings.Address), settings.Port, services => services.GetRequiredService<Routes>().Answer);
return await worker.RunAsync();
