using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Fovea.Web.Tests.Support;

/// <summary>Sends requests exactly as they are written: clients of the framework would tidy up what must be refused.</summary>
internal static class RawHttp
{
    public static Task<RawAnswer> SendAsync(int port, string request) => SendAsync(port, Encoding.Latin1.GetBytes(request));

    /// <summary>Sends bytes and reads until the server closes; the request must ask for that, or be so wrong that the server does.</summary>
    public static async Task<RawAnswer> SendAsync(int port, byte[] request)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", port, cancellationToken);
        return await ExchangeAsync(socket.GetStream(), request);
    }

    /// <summary>The same over a connection that is there, encrypted perhaps.</summary>
    public static async Task<RawAnswer> ExchangeAsync(Stream stream, byte[] request)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var received = new MemoryStream();
        try
        {
            await stream.WriteAsync(request, cancellationToken);
            await stream.CopyToAsync(received, cancellationToken);
        }
        catch (IOException)
        {
            // The server may close while it is still sent to; what it answered is what counts.
        }

        return Parse(received.ToArray());
    }

    private static RawAnswer Parse(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0) return new RawAnswer(0, new Dictionary<string, string>(), bytes);
        var lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1)) headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return new RawAnswer(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, headers.ContainsKey("Transfer-Encoding") ? Chunks.Join(bytes.AsSpan(end + 4)) : bytes[(end + 4)..]);
    }
}
