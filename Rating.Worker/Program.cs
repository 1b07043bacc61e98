using Charging.Rating;
using Charging.Rating.Assigning;
using Charging.Rating.Checking;
using Charging.Rating.Counting;
using Charging.Rating.Detail;
using Charging.Rating.Importing;
using Charging.Rating.Plans;
using Charging.Rating.Pricing;
using Charging.Rating.Quarantine;
using Charging.Rating.Rejecting;
using Charging.Rating.Rerating;
using Charging.Rating.Sessions;
using Charging.Rating.Warming;

var worker = new Worker("rating", args);
worker.AddPostgres();
worker.AddMessageBus(
    bus =>
    {
        bus.AddConsumer<RateSessionConsumer>().FromAnyPublisher<RateSessionConsumer, SessionEnded>(RejectionFeed.Hear);
        bus.AddFastLane<RateSessionConsumer, SessionEnded>(() => RatingWarmUp.SessionUntil(DateTime.UnixEpoch));
        bus.AddConsumer<KeepCustomerConsumer>().FromAnyPublisher<KeepCustomerConsumer, CustomerChanged>();
        ImportQueues.Add(bus, worker.Configuration);
    },
    publishes => publishes
        .Add<SessionEnded>(session => $"{session.Source}\n{session.SessionId}")
        .Add<UsageRated>(usage => usage.UsageId.ToString())
        .Add<SessionQuarantined>(
            session => $"{session.Source}\n{session.SessionId}\n{Words.Of(session.Code)}", mandatory: false)
        .AddRejectionFeed(worker.Configuration));

worker.Services.AddOptions<DetailOptions>().BindConfiguration("Detail").ValidateDataAnnotations().ValidateOnStart();
worker.Services.AddOptions<ImportQueues>()
    .BindConfiguration(ImportQueues.Section).PostConfigure<IConfiguration>((_, all) => ImportQueues.Check(all))
    .ValidateDataAnnotations().ValidateOnStart();

worker.Services.AddSingleton(_ => PricingSettings.Of(worker.Configuration));
worker.Services.AddSingleton<Customers>().AddSingleton<PricePlans>().AddSingleton<Tariffs>().AddSingleton<Usages>();
worker.Services.AddSingleton<Quarantine>().AddSingleton<SessionsMaskedBefore>().AddSingleton<SetAside>();
worker.Services.AddSingleton<Details>().AddSingleton<AwaitDetail>().AddSingleton<AdjustmentOutbox>();
worker.Services.AddSingleton<SourceRights>().AddSingleton<BridgeClient>().AddSingleton<PatientBridge>();
worker.Services.AddSingleton<PlatformRights>().AddSingleton<RejectionFeed>().AddSingleton<Adjustments>();
worker.Services.AddHeard<Customers>(one => one.Heard).AddHeard<PricePlans>(one => one.Heard);
worker.Services.AddSingleton<RequeueSession>().AddHostedService<CountQuarantine>().AddHostedService<FetchDetails>();
worker.AddMetrics();
worker.AddWarmUp();
worker.AddCommand(PlanCommands.Create(worker));
worker.AddCommand(QuoteCommand.Create(worker));
worker.AddCommand(CheckCommand.Create(worker));
worker.AddCommand(QuarantineCommands.Create(worker));
worker.AddCommand(RerateCommand.Create(worker));
worker.AddCommand(ImportCommand.Create(worker));
return await worker.RunAsync();
