using System.Net;
using System.Net.Sockets;

namespace Charging.Tests;

/// <summary>A mail server (SMTP) that believes nobody: every log-in is refused.</summary>
internal sealed class SuspiciousMailServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private int refused;

    public SuspiciousMailServer()
    {
        listener.Start();
        _ = Listen();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many log-ins were refused.</summary>
    public int Refused => Volatile.Read(ref refused);

    public void Dispose() => listener.Dispose();

    private async Task Listen()
    {
        try
        {
            while (true) _ = Speak(await listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            return; // It was disposed of.
        }
    }

    private async Task Speak(TcpClient client)
    {
        using (client)
        using (var lines = new StreamReader(client.GetStream()))
        await using (var answers = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true })
        {
            await answers.WriteLineAsync("220 mail.example ESMTP");
            while (await lines.ReadLineAsync() is { } line)
            {
                await answers.WriteLineAsync(line.Split(' ')[0].ToUpperInvariant() switch
                {
                    "EHLO" => "250-mail.example\r\n250 AUTH PLAIN",
                    "AUTH" => "535 5.7.8 Authentication credentials invalid",
                    "QUIT" => "221 2.0.0 Bye",
                    _ => "503 5.5.1 Log in first",
                });
                if (line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)) Interlocked.Increment(ref refused);
            }
        }
    }
}
