using System.Reflection;
using System.Runtime.Loader;
using Charging.TestBed;

namespace Charging.Tests.House;

/// <summary>A built program, loaded beside the tests and not into them, so that its types can be asked.</summary>
internal sealed class BuiltProgram : AssemblyLoadContext
{
    private static readonly Dictionary<string, BuiltProgram> Loaded = [];

    private readonly AssemblyDependencyResolver parts;
    private readonly string folder;

    private BuiltProgram(string project, string name)
    {
        folder = Path.Combine(Bed.Root, project, "bin", Bed.Configuration, "net10.0");
        parts = new AssemblyDependencyResolver(Path.Combine(folder, $"{name}.dll"));
    }

    /// <param name="project">The program's project file.</param>
    /// <param name="type">Of the program, or of a library that it is built with, with its namespace.</param>
    public static Type TypeOf(SourceFile project, string type)
    {
        if (!Loaded.TryGetValue(project.Path, out var program))
            Loaded[project.Path] = program = new BuiltProgram(project.Folder, project.Name[..^".csproj".Length]);
        return program.Libraries().Select(library => library.GetType(type)).FirstOrDefault(found => found is not null)
            ?? throw new InvalidOperationException($"No type {type} in what is built in {program.folder}.");
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        parts.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <summary>Those of this repository: they lie there with what debuggers need, as no package's does.</summary>
    private IEnumerable<Assembly> Libraries() =>
        Directory.EnumerateFiles(folder, "*.pdb")
            .Select(path => Path.ChangeExtension(path, ".dll"))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal)
            .Select(LoadFromAssemblyPath);
}
