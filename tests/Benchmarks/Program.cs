using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Charging.Benchmarks;

if (args is ["dictionary", var path])
{
    MailDictionary.Write(path);
    return;
}

// In this process, which runs with the workers' settings; results lie where all that is local does.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(3)
    .WithIterationCount(8)
    .AsDefault();
var config = DefaultConfig.Instance.AddJob(job).WithArtifactsPath(".local/benchmarks");
BenchmarkSwitcher.FromAssembly(typeof(QuoteBenchmarks).Assembly).Run(args, config);
