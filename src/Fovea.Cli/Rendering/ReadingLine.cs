using System.Globalization;
using Fovea.Engine.Searching;

namespace Fovea.Cli.Rendering;

/// <summary>Says that vectors are being read where that takes longer than a second, in a line that goes again.</summary>
internal sealed class ReadingLine : IProgress<VectorReading>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private long _begun;
    private bool _isShown;

    public void Report(VectorReading value)
    {
        lock (_lock)
        {
            if (_begun == 0) _begun = TimeProvider.System.GetTimestamp();
            if (value.Done < value.Total)
            {
                if (TimeProvider.System.GetElapsedTime(_begun) < Patience) return;
                Terminal.SayPart(Terminal.EraseLine + string.Create(CultureInfo.InvariantCulture, $"Preparing {value.Total:N0} photos to be searched: {100L * value.Done / value.Total} %"));
                _isShown = true;
                return;
            }

            if (_isShown) Terminal.SayPart(Terminal.EraseLine);
            (_begun, _isShown) = (0, false);
        }
    }
}
