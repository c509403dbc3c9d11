using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Fovea.Web.Tests.Support;

/// <summary>One connection that many requests go through exactly as they are written, one after the other. It is opened again when the server closed it.</summary>
internal sealed class RawConnection(int port) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private TcpClient? _client;
    private int _start;
    private int _end;

    public async Task<RawAnswer> SendAsync(string request, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (_client is null)
                {
                    _client = new TcpClient { NoDelay = true };
                    (_start, _end) = (0, 0);
                    await _client.ConnectAsync("127.0.0.1", port, cancellationToken);
                }

                await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), cancellationToken);
                return await ReadAsync(request.StartsWith("HEAD ", StringComparison.Ordinal), cancellationToken);
            }
            catch (IOException) when (attempt == 0)
            {
                Close();
            }
        }
    }

    public void Close()
    {
        _client?.Dispose();
        _client = null;
    }

    public void Dispose() => Close();

    private async Task<RawAnswer> ReadAsync(bool isHead, CancellationToken cancellationToken)
    {
        int status;
        Dictionary<string, string> headers;
        do
        {
            status = int.Parse((await LineAsync(cancellationToken)).Split(' ')[1], CultureInfo.InvariantCulture);
            headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (var line = await LineAsync(cancellationToken); line.Length > 0; line = await LineAsync(cancellationToken))
            {
                headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            }
        }
        while (status == 100);

        var body = await BodyAsync(isHead || status is 204 or 304, headers, cancellationToken);
        if (headers.GetValueOrDefault("Connection") == "close" || body is null) Close();
        return new RawAnswer(status, headers, body ?? []);
    }

    // Null: it has no end that is known.
    private async Task<byte[]?> BodyAsync(bool isEmpty, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (isEmpty) return [];
        if (headers.TryGetValue("Content-Length", out var length)) return await TakeAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        if (!headers.ContainsKey("Transfer-Encoding") || headers.GetValueOrDefault("Content-Type") == "text/event-stream") return null;
        using var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse(await LineAsync(cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await TakeAsync(size, cancellationToken));
            await LineAsync(cancellationToken);
            if (size == 0) return body.ToArray();
        }
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        while (true)
        {
            var next = (await TakeAsync(1, cancellationToken))[0];
            if (next == '\n') return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            line.Add(next);
        }
    }

    private async Task<byte[]> TakeAsync(int count, CancellationToken cancellationToken)
    {
        var taken = new byte[count];
        for (var have = 0; have < count;)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _client!.GetStream().ReadAsync(_buffer, cancellationToken));
                if (_end == 0) throw new IOException("The server closed the connection.");
            }

            var part = Math.Min(count - have, _end - _start);
            _buffer.AsSpan(_start, part).CopyTo(taken.AsSpan(have));
            (_start, have) = (_start + part, have + part);
        }

        return taken;
    }
}
