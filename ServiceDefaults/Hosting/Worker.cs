using System.CommandLine;
using System.Net;
using Charging.ServiceDefaults.Auditing;
using Charging.ServiceDefaults.Metering;
using Charging.ServiceDefaults.Waiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// One worker service: configuration, services and a command line. Without a command it runs until it is stopped; with
/// one it does that deed, starts nothing else, and ends with the deed's exit code.
/// </summary>
public sealed class Worker
{
    private readonly WebApplicationBuilder builder;
    private readonly RootCommand commands;
    private readonly string[] args;
    private readonly List<Action<WebApplication>> doors = [];
    private readonly Queue<Action> unneeded = [];

    /// <param name="service">The service's short name; its queues, schema and telemetry are named by it.</param>
    /// <param name="args">The process's own.</param>
    public Worker(string service, string[] args)
    {
        CommandLine.Open(isService: args.Length == 0);
        Service = service;
        this.args = args;
        builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = $"charging-{service}",
            ContentRootPath = AppContext.BaseDirectory,
        });
        commands = new RootCommand($"The {service} worker. Without a command it runs until it is stopped.");
        commands.SetAction((_, cancellationToken) => RunUntilStopped(cancellationToken));
        commands.Options.Add(Deed.As());

        builder.Logging.AddConsoleLog(builder.Configuration);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddRounds();
        builder.Services.AddSingleton<KnownValues>();
        builder.Services.AddSingleton<TimeProvider>(_ => new AheadClock(AheadClock.Read(Configuration)));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimes.Host);
        builder.WebHost.ConfigureKestrel(Visitors.Limit);
        builder.AddHealth();
        AddForService(() =>
        {
            Services.AddWarmUp();
            builder.AddTelemetry(service);
        });
    }

    public string Service { get; }

    public IServiceCollection Services => builder.Services;

    public IConfiguration Configuration => builder.Configuration;

    public void AddCommand(Command command) => commands.Subcommands.Add(command);

    /// <summary>Adds what only a worker needs that takes messages: no command waits for that.</summary>
    internal void AddForService(Action add)
    {
        if (args.Length == 0) add();
        else unneeded.Enqueue(add);
    }

    /// <summary>
    /// Hears calls from outside on a port of their own, where nothing but that path answers: no health, no metrics.
    /// </summary>
    public void Listen(IPAddress address, int port, string path, Func<IServiceProvider, RequestDelegate> answer) =>
        Listen(address, port, services =>
        {
            var answerTo = answer(services);
            return call =>
            {
                if (call.Request.Path == path) return answerTo(call);
                call.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        });

    /// <summary>The same for whoever answers all paths of that port.</summary>
    public void Listen(IPAddress address, int port, Func<IServiceProvider, RequestDelegate> answer)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address, port));
        doors.Add(application => application.MapWhen(
            call => call.Connection.LocalPort == port, door => door.Run(answer(application.Services))));
    }

    /// <summary>The connection string of that name, or an error that says which setting is missing.</summary>
    public string ConnectionString(string name) => Configuration.GetConnectionString(name) is { Length: > 0 } given
        ? given
        : throw new InvalidOperationException($"No connection string '{name}'; set ConnectionStrings__{name}.");

    /// <summary>Does a command's deed with the worker's services, without starting the worker.</summary>
    public async Task<int> Run(
        Func<IServiceProvider, CancellationToken, Task<int>> deed, CancellationToken cancellationToken)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (unneeded.Count > 0) builder.Host.UseDefaultServiceProvider(services => services.ValidateOnBuild = false);
        await using var application = builder.Build();
        return await deed(application.Services, cancellationToken);
    }

    /// <summary>Obeys the command line.</summary>
    public Task<int> RunAsync() => CommandLine.Run(commands, args);

    /// <summary>The same for a deed that needs all that a worker has which takes messages.</summary>
    internal Task<int> RunWithBus(
        Func<IServiceProvider, CancellationToken, Task<int>> deed, CancellationToken cancellationToken)
    {
        AddUnneeded();
        return Run(deed, cancellationToken);
    }

    private void AddUnneeded()
    {
        while (unneeded.TryDequeue(out var add)) add();
    }

    private async Task<int> RunUntilStopped(CancellationToken cancellationToken)
    {
        AddUnneeded();
        await using var application = builder.Build();
        if (AheadClock.Read(Configuration) is { Ticks: > 0 } ahead) application.Logger.ClockIsAhead(ahead);
        Visitors.ShowOut(application);
        doors.ForEach(open => open(application));
        application.MapHealth();
        application.MapMetrics();
        await application.RunAsync(cancellationToken);
        return 0;
    }
}
