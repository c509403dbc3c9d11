using System.Collections.Concurrent;

namespace Fovea.Page.Tests.Support;

/// <summary>
/// Hears everything that should never happen in a page: errors of scripts, errors and warnings in the console (the content policy's
/// among them), dialogs of the browser, refused and failed requests, and requests to anywhere else.
/// </summary>
internal sealed class PageWatch
{
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly List<string> _expected = [];
    private readonly string _origin;

    public PageWatch(IPage page, Uri address)
    {
        _origin = address.GetLeftPart(UriPartial.Authority) + "/";
        page.PageError += (_, error) => Hear($"script error: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Hear($"console {message.Type}: {message.Text} ({message.Location})");
        };
        page.Dialog += (_, dialog) =>
        {
            Hear($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.RequestFailed += (_, request) =>
        {
            // The page gives up what nobody waits for any more: older searches, pictures that scrolled away, the stream of a closed page.
            if (request.Failure is not "net::ERR_ABORTED") Hear($"request failed: {request.Method} {request.Url} {request.Failure}");
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(_origin, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                Hear($"request elsewhere: {request.Url}");
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) Hear($"answer {response.Status}: {response.Request.Method} {response.Url}");
        };
    }

    /// <summary>What holds one of these words was meant to happen.</summary>
    public void Expect(params string[] parts) => _expected.AddRange(parts);

    public IReadOnlyList<string> Surprises => [.. _heard.Where(line => !_expected.Exists(part => line.Contains(part, StringComparison.Ordinal)))];

    private void Hear(string line) => _heard.Enqueue(line);
}
