using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fovea.Web.Errors;

/// <summary>Turns whatever goes wrong into an answer that tells a person what to do, and never into a stack trace.</summary>
internal sealed partial class ErrorBoundary(ILogger<ErrorBoundary> logger)
{
    [SuppressMessage("Design", "CA1031", Justification = "The last resort of a request: one answer may fail, the server goes on.")]
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response.ContentLength is null && FromStatus(context.Response.StatusCode) is { } error)
            {
                await ErrorWriter.WriteAsync(context, error);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more; a cancelled request is no outcome.
        }
        catch (Exception e)
        {
            var (error, detail) = Explain(e);
            if (error == ApiErrors.Unexpected) LogUnexpected(context.Request.Method, e);
            if (context.Response.HasStarted) context.Abort();
            else await ErrorWriter.WriteAsync(context, error, detail);
        }
    }

    private static (ApiError Error, string? Detail) Explain(Exception e) => e switch
    {
        ApiException known => (known.Error, known.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad => (ApiErrors.BadRequest, BindingErrors.Explain(bad)),
        BadHttpRequestException bad => (FromStatus(bad.StatusCode) ?? ApiErrors.BadRequest, null),
        LibraryException => (ApiErrors.CannotBeDone, e.Message),
        CatalogException => (ApiErrors.Catalog, e.Message),
        ModelException or EncodingException => (ApiErrors.Model, e.Message),
        FoveaException => (ApiErrors.CannotBeDone, e.Message),
        OperationCanceledException => (ApiErrors.TookTooLong, null),
        _ => (ApiErrors.Unexpected, null),
    };

    private static ApiError? FromStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ApiErrors.BadRequest,
        StatusCodes.Status404NotFound => ApiErrors.NotFound,
        StatusCodes.Status405MethodNotAllowed => ApiErrors.WrongMethod,
        StatusCodes.Status408RequestTimeout => ApiErrors.TooSlow,
        StatusCodes.Status413PayloadTooLarge => ApiErrors.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => ApiErrors.WrongBody,
        StatusCodes.Status504GatewayTimeout => ApiErrors.TookTooLong,
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "an error that should not happen, in a {Method} request; please report it with this text.")]
    private partial void LogUnexpected(string method, Exception exception);
}
