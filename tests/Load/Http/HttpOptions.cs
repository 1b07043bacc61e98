namespace Charging.Load.Http;

/// <summary>
/// How many sessions are sent over HTTP, after how many to warm up, how many in one request, and by how many callers at
/// once, each of which waits for its answer.
/// </summary>
internal sealed record HttpOptions(int Sessions, int Warm, int InRequest, int Callers);
