using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>An image tower that <see cref="ImageGraphBuilder"/> built: it takes patches of bytes.</summary>
internal sealed class BytePictureTower : PictureTower<byte>
{
    private readonly PatchArranger _patches;

    // The graph is as it should be already; what ONNX Runtime would still fuse makes it slower.
    public BytePictureTower(TowerGraph graph, PreprocessSpec preprocessing, EncoderOptions options)
        : base(graph, options, GraphOptimizationLevel.ORT_ENABLE_BASIC, ComputeDevice.Cpu) =>
        _patches = new PatchArranger(preprocessing.Width, preprocessing.Height, (int)Math.Sqrt(graph.Input.Dimension(2)!.Value / 3));

    protected override int Length => _patches.Length;

    protected override void Fill(ReadOnlySpan<byte> pixels, Span<byte> numbers) => _patches.Arrange(pixels, numbers);

    protected override void Feed(Dictionary<string, OrtValue> inputs, Memory<byte> numbers, int rows) => inputs.Add(
        Graph.Input.Name, OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, numbers, [rows, _patches.Rows, _patches.Length / _patches.Rows]));
}
