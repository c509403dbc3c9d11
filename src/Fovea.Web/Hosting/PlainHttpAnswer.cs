using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Fovea.Web.Hosting;

/// <summary>
/// Leads who speaks plain HTTP to an encrypted port to where they meant to go: whoever types the address by hand leaves out "https://", and would
/// see an empty answer. Nothing of what they sent is looked at but the first byte.
/// </summary>
internal static class PlainHttpAnswer
{
    private const byte TlsHandshake = 22; // the type of the first record, RFC 8446, 5.1

    // As long as a handshake may take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Looks at the beginning of connections to one encrypted socket.</summary>
    /// <param name="listen">The socket, before encryption is added.</param>
    /// <param name="target">Where the page is, encrypted; the same for everyone.</param>
    public static void Use(IConnectionBuilder listen, Uri target)
    {
        var answer = Encoding.ASCII.GetBytes($"HTTP/1.1 307 Temporary Redirect\r\nLocation: {target.AbsoluteUri}\r\nCache-Control: no-store\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        listen.Use(next => connection => InvokeAsync(connection, next, answer));
    }

    private static async Task InvokeAsync(ConnectionContext connection, ConnectionDelegate next, byte[] answer)
    {
        switch (await FirstByteAsync(connection))
        {
            case null:
                break;
            case TlsHandshake:
                await next(connection);
                break;
            default:
                await connection.Transport.Output.WriteAsync(answer, connection.ConnectionClosed);
                break;
        }
    }

    // Null: nobody said anything, or they left. What was read stays there for whoever reads next.
    private static async Task<byte?> FirstByteAsync(ConnectionContext connection)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        end.CancelAfter(Patience);
        try
        {
            var read = await connection.Transport.Input.ReadAsync(end.Token);
            byte? first = read.Buffer.IsEmpty ? null : read.Buffer.FirstSpan[0];
            connection.Transport.Input.AdvanceTo(read.Buffer.Start);
            return first;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return null;
        }
    }
}
