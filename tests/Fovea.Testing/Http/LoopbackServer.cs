using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fovea.Testing.Http;

/// <summary>An HTTP server on loopback, written by hand so that it can also do what no server should.</summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<LoopbackRequest> _requests = new();
    private int _disposed;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<LoopbackExchange, Task>>> _scripts = new();

    public LoopbackServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Its address.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Everything that was asked, in order.</summary>
    public IReadOnlyList<LoopbackRequest> Requests => [.. _requests];

    /// <summary>Answers what no script answers. Default: 404.</summary>
    public Func<LoopbackExchange, Task> Otherwise { get; set; } = exchange => exchange.HeadAsync(404, "Content-Length: 0");

    /// <summary>The next request for a path that ends so is answered thus, once.</summary>
    public void Once(string pathEnd, Func<LoopbackExchange, Task> answer) => _scripts.GetOrAdd(pathEnd, _ => new()).Enqueue(answer);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "A client that hangs up is what is tested.")]
    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception)
        {
            // Disposed.
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A client that hangs up is what is tested.")]
    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await using var stream = client.GetStream();
                if (await ReadAsync(stream) is not { } request) return;
                _requests.Enqueue(request);
                var exchange = new LoopbackExchange(request, stream, _stop.Token);
                var script = request.Method == "HEAD" ? null : _scripts.FirstOrDefault(one => request.Path.EndsWith(one.Key, StringComparison.Ordinal) && !one.Value.IsEmpty).Value;
                await (script is not null && script.TryDequeue(out var answer) ? answer(exchange) : Otherwise(exchange));
            }
        }
        catch (Exception)
        {
            // The client hung up, or the test is over.
        }
    }

    private async Task<LoopbackRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n'))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0) return null;
            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0].Trim().ToUpperInvariant(), pair => pair[1].Trim());
        return new LoopbackRequest(first[0], first[1], headers.ToDictionary(pair => Lower(pair.Key), pair => pair.Value));
    }

    [SuppressMessage("Globalization", "CA1308", Justification = "Names of headers are written so.")]
    private static string Lower(string name) => name.ToLowerInvariant();
}
