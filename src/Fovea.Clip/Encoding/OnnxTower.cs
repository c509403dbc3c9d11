using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>One loaded graph. Thread-safe; a run allocates native memory for its activations and gives it back to the session's arena.</summary>
internal sealed class OnnxTower : IDisposable
{
    private static readonly Lock EnvironmentLock = new();

    // Lives as long as the process.
    private static OrtEnv? _environment;

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly TowerGraph _graph;
    private readonly string[] _outputs;

    /// <summary>Loads a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="threads">Threads that compute one run.</param>
    /// <param name="level">What ONNX Runtime may change in the graph.</param>
    /// <param name="device">What computes it.</param>
    /// <exception cref="ModelException">ONNX Runtime cannot run it.</exception>
    /// <exception cref="DeviceException">The device cannot be used here.</exception>
    public OnnxTower(TowerGraph graph, int threads, GraphOptimizationLevel level, ComputeDevice device = ComputeDevice.Cpu)
    {
        _graph = graph;
        _outputs = [graph.Output.Name];
        QuietEnvironment();
        using var session = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = level,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };

        // Idle threads that spin would keep a processor busy between two photos.
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            DeviceProviders.Append(session, device);
            _session = new InferenceSession(graph.Graph.Path, session);
        }
        catch (DeviceException)
        {
            _run.Dispose();
            throw;
        }
        catch (OnnxRuntimeException e) when (device != ComputeDevice.Cpu)
        {
            _run.Dispose();
            throw new DeviceException(device, FirstLine(e));
        }
        catch (OnnxRuntimeException e) when (e.Message.Contains("IR version", StringComparison.Ordinal) || e.Message.Contains("opset", StringComparison.OrdinalIgnoreCase))
        {
            _run.Dispose();
            throw ModelError.Unsupported(graph.Graph.Path, $"its version of ONNX is newer than this program's runtime ({FirstLine(e)}).", "Use a newer version of Fovea, or another export of the model.");
        }
        catch (OnnxRuntimeException e)
        {
            _run.Dispose();
            throw ModelError.Damaged(graph.Graph.Path, $"ONNX Runtime cannot load it ({FirstLine(e)}).", e);
        }
    }

    /// <summary>Runs once and copies the embeddings as they are, not normalised.</summary>
    /// <param name="inputs">Values by name; they stay the caller's.</param>
    /// <param name="rows">The batch.</param>
    /// <returns><c>[rows, dimensions]</c>, row-major.</returns>
    /// <exception cref="EncodingException">The run failed.</exception>
    public float[] Run(IReadOnlyDictionary<string, OrtValue> inputs, int rows)
    {
        try
        {
            using var results = _session.Run(_run, inputs, _outputs);
            var shape = results[0].GetTensorTypeAndShape();
            if (shape.ElementCount == 0 || shape.ElementCount % rows != 0 || shape.Shape[0] != rows)
            {
                throw new EncodingException(-1, FormattableString.Invariant(
                    $"{_graph.Graph.Path} gave {_graph.Output.Name} of the shape [{string.Join(',', shape.Shape)}] for a batch of {rows}; expected [{rows}, numbers]. Use another variant of the model."));
            }

            return ToFloats(results[0], shape.ElementDataType);
        }
        catch (OnnxRuntimeException e)
        {
            throw new EncodingException(-1, $"{_graph.Graph.Path} failed while it ran: {FirstLine(e)}. If it goes on, fetch the model again or use another variant.", e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    private static float[] ToFloats(OrtValue value, Microsoft.ML.OnnxRuntime.Tensors.TensorElementType type)
    {
        if (type != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float16) return value.GetTensorDataAsSpan<float>().ToArray();

        var half = MemoryMarshal.Cast<Float16, Half>(value.GetTensorDataAsSpan<Float16>());
        var floats = new float[half.Length];
        TensorPrimitives.ConvertToSingle(half, floats);
        return floats;
    }

    /// <summary>The runtime, quiet: whoever asks for it elsewhere may be the one who creates it, with its reports to its maker.</summary>
    internal static OrtEnv Runtime
    {
        get
        {
            QuietEnvironment();
            return OrtEnv.Instance();
        }
    }

    // The environment is one for the process; whoever creates it first decides about logs.
    internal static void QuietEnvironment()
    {
        lock (EnvironmentLock)
        {
            if (OrtEnv.IsCreated) return;
            RuntimeTelemetry.Forbid();
            var environment = new EnvironmentCreationOptions { logId = "fovea", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            _environment = OrtEnv.CreateInstanceWithOptions(ref environment);
            _environment.DisableTelemetryEvents();
        }
    }

    internal static string FirstLine(Exception e)
    {
        var line = e.Message.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        return (end < 0 ? line : line[..end]).TrimEnd('.').ToString();
    }
}
