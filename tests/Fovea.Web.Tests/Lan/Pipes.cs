using System.IO.Pipes;

namespace Fovea.Web.Tests.Lan;

/// <summary>Two streams that are the two ends of one connection.</summary>
internal static class Pipes
{
    public static (Stream Client, Stream Server) Create()
    {
        var name = $"fovea-{Guid.NewGuid():N}";
        var server = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        var client = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
        client.Connect();
        server.WaitForConnection();
        return (client, server);
    }
}
