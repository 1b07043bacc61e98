using Charging.Contracts;
using Charging.Rating;
using Charging.Rating.Importing;
using Charging.Rating.Pricing;
using Charging.ServiceDefaults;

var worker = new Worker("rating", args);
worker.AddPostgres();
worker.AddMessageBus(
    bus =>
    {
        bus.AddConsumer<RateSessionConsumer>().FromAnyPublisher();
        bus.AddConsumer<KeepCustomerConsumer>().FromAnyPublisher();
        ImportQueues.Add(bus, worker.Configuration);
    },
    publishes => publishes
        .Add<SessionEnded>(session => $"{session.Source}\n{session.SessionId}")
        .Add<UsageRated>(usage => usage.UsageId.ToString())
        .Add<SessionQuarantined>(
            session => $"{session.Source}\n{session.SessionId}\n{Words.Of(session.Code)}", mandatory: false));

worker.Services.AddSingleton<Customers>();
worker.Services.AddSingleton<PricePlans>();
worker.Services.AddSingleton<Tariffs>();
worker.Services.AddSingleton<Usages>();
worker.Services.AddSingleton<Quarantine>();
worker.Services.AddSingleton<Adjustments>();
worker.Services.AddSingleton<AdjustmentNews>();
worker.Services.AddSingleton<RatingMetrics>();
worker.Services.AddSingleton<AwaitDetail>().AddSingleton<SetAside>().AddSingleton<TellSession>();
worker.Services.AddSingleton<Details>().AddSingleton<BridgeClient>().AddSingleton<PatientBridge>();
worker.Services.AddOptions<DetailOptions>().BindConfiguration("Detail").ValidateDataAnnotations().ValidateOnStart();
worker.Services.AddHostedService<FollowTariffs>();
worker.Services.AddHostedService<CountQuarantine>();
worker.Services.AddOptions<ImportQueues>()
    .BindConfiguration(ImportQueues.Section).ValidateDataAnnotations().ValidateOnStart();
worker.Services.AddHostedService<FetchDetails>();

worker.AddCommand(PlanCommands.Create(worker));
worker.AddCommand(QuoteCommand.Create());
worker.AddCommand(QuarantineCommands.Create(worker));
worker.AddCommand(RerateCommand.Create(worker));
worker.AddCommand(ImportCommand.Create(worker));
return await worker.RunAsync();
