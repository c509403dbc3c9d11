using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Lan;

/// <summary>The requests of paired devices that are being answered, so that taking access away also ends what is under way: events, downloads.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class DeviceVisits
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<HttpContext>> _open = [];

    /// <summary>Counts a request in until the answer is disposed of.</summary>
    public IDisposable Begin(string device, HttpContext context)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(device, out var contexts)) _open[device] = contexts = [];
            contexts.Add(context);
        }

        return new Visit(this, device, context);
    }

    /// <summary>Breaks off a device's requests, but for the one that asked for it.</summary>
    public void End(string device, HttpContext asking)
    {
        // Within the lock: once a request is counted out, its context may belong to another one.
        lock (_gate)
        {
            foreach (var context in _open.GetValueOrDefault(device, []).Where(context => context != asking)) context.Abort();
        }
    }

    private void Leave(string device, HttpContext context)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(device, out var contexts) && contexts.Remove(context) && contexts.Count == 0) _open.Remove(device);
        }
    }

    private sealed class Visit(DeviceVisits visits, string device, HttpContext context) : IDisposable
    {
        public void Dispose() => visits.Leave(device, context);
    }
}
