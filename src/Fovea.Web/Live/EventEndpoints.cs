using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fovea.Web.Api;
using Fovea.Web.Api.Contracts;
using Fovea.Web.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Fovea.Web.Live;

/// <summary>Server-sent events.</summary>
internal static class EventEndpoints
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/events", StreamAsync)
        .Produces<IndexStatus>(200, "text/event-stream").WithMetadata(new DisableRequestTimeoutAttribute())
        .Describe("getEvents", "Events as they happen: 'index' with the state of indexing, 'library' when photos or folders changed.", ApiErrors.Busy);

    private static async Task StreamAsync(HttpContext context, LibraryEvents events, EventStreams streams, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        if (!streams.TryOpen()) throw new ApiException(ApiErrors.Busy, "Too many pages listen for events. Close some.");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            context.Response.ContentType = "text/event-stream";
            await new Sender(context.Response, events, time).RunAsync(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The page was closed, or the server stops: a stream has no other end.
        }
        finally
        {
            streams.Close();
        }
    }

    private sealed class Sender(HttpResponse response, LibraryEvents events, TimeProvider time)
    {
        private long _sentIndex = -1;
        private long _sentLibrary = -1;
        private long _lastSent = time.GetTimestamp();
        private long? _lastLibrary;

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            await WriteAsync("retry: 1000\n\n"u8.ToArray(), cancellationToken);
            while (true)
            {
                var next = events.Next;
                events.Look();
                await SendChangesAsync(cancellationToken);
                await WaitAsync(next, cancellationToken);
            }
        }

        private async Task SendChangesAsync(CancellationToken cancellationToken)
        {
            var (status, revision) = (events.Status, events.Revision);
            if (status.Revision != _sentIndex)
            {
                _sentIndex = status.Revision;
                await SendAsync("index"u8.ToArray(), IndexMapping.ToStatus(status), ApiJson.Default.IndexStatus, cancellationToken);
            }

            // A run commits about once a second; a page need not ask again more often.
            if (revision != _sentLibrary && (_lastLibrary is not { } last || time.GetElapsedTime(last) >= Look))
            {
                (_sentLibrary, _lastLibrary) = (revision, time.GetTimestamp());
                await SendAsync("library"u8.ToArray(), new LibraryRevision(revision), ApiJson.Default.LibraryRevision, cancellationToken);
            }

            if (time.GetElapsedTime(_lastSent) >= Ping) await WriteAsync(":\n\n"u8.ToArray(), cancellationToken);
        }

        private async Task WaitAsync(Task next, CancellationToken cancellationToken)
        {
            try
            {
                await next.WaitAsync(Look, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Time to look, and perhaps to show that the line is alive.
            }
        }

        private Task SendAsync<T>(byte[] name, T value, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        {
            var text = new ArrayBufferWriter<byte>(512);
            text.Write("event: "u8);
            text.Write(name);
            text.Write("\ndata: "u8);
            text.Write(JsonSerializer.SerializeToUtf8Bytes(value, type));
            text.Write("\n\n"u8);
            return WriteAsync(text.WrittenMemory, cancellationToken);
        }

        private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            await response.Body.WriteAsync(bytes, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            _lastSent = time.GetTimestamp();
        }
    }
}
