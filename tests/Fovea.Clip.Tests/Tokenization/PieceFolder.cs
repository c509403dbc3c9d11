namespace Fovea.Clip.Tests;

/// <summary>
/// A small model folder whose tokenizer is none of CLIP's: graphs of our own that give back something of what they are fed, so that a test sees what reached them. The text tower's vector is the ids as
/// numbers; the image tower's the picture's mean colour.
/// </summary>
internal sealed class PieceFolder : IDisposable
{
    private readonly TempFolder _temp = new();

    /// <summary>Writes the folder.</summary>
    /// <param name="tokenizer">The bytes of tokenizer.json.</param>
    /// <param name="layout">OpenCLIP's or Hugging Face's.</param>
    /// <param name="context">Ids of a text.</param>
    /// <param name="side">The picture's sides.</param>
    public PieceFolder(byte[] tokenizer, ModelLayout layout = ModelLayout.HuggingFace, int context = 16, int side = 8)
    {
        var isHub = layout == ModelLayout.HuggingFace;
        Directory.CreateDirectory(_temp["model", isHub ? "onnx" : "visual"]);
        Directory.CreateDirectory(_temp["model", isHub ? "onnx" : "textual"]);
        OnnxModelWriter.Write(Image(side, context), isHub ? this["onnx", "vision_model.onnx"] : this["visual", "model.onnx"]);
        OnnxModelWriter.Write(Text(context), isHub ? this["onnx", "text_model.onnx"] : this["textual", "model.onnx"]);
        _temp.Write(isHub ? Path.Combine("model", "tokenizer.json") : Path.Combine("model", "textual", "tokenizer.json"), tokenizer);
    }

    public string Folder => _temp["model"];

    public string this[params string[] parts] => Path.Combine([Folder, .. parts]);

    public PieceFolder With(string file, string text)
    {
        _temp.Write(Path.Combine("model", file), System.Text.Encoding.UTF8.GetBytes(text));
        return this;
    }

    public void Dispose() => _temp.Dispose();

    // last_hidden_state and pooler_output, as SigLIP's exports have them: the vector is the second.
    private static OnnxModel Text(int context) => new()
    {
        Operators = new Dictionary<string, long> { [""] = 17 },
        Nodes =
        [
            new OnnxNode("Cast", ["input_ids"], ["numbers"]) { Name = "cast", Attributes = [new OnnxAttribute("to") { Integer = 1 }] },
            new OnnxNode("Add", ["numbers", "half"], ["pooler_output"]) { Name = "add" },
            new OnnxNode("Unsqueeze", ["numbers", "last"], ["last_hidden_state"]) { Name = "wide" },
        ],
        Weights = new Dictionary<string, OnnxTensor> { ["half"] = OnnxTensor.Of([0.5f], 1), ["last"] = OnnxTensor.Of([2L], 1) },
        Inputs = [new OnnxValue("input_ids", OnnxTensorType.Int64, [null, context])],
        Outputs = [new OnnxValue("last_hidden_state", OnnxTensorType.Float, [null, context, 1]), new OnnxValue("pooler_output", OnnxTensorType.Float, [null, context])],
    };

    private static OnnxModel Image(int side, int context) => new()
    {
        Operators = new Dictionary<string, long> { [""] = 17 },
        Nodes =
        [
            new OnnxNode("ReduceMean", ["pixel_values"], ["colour"]) { Name = "mean", Attributes = [new OnnxAttribute("axes") { Integers = [2, 3] }, new OnnxAttribute("keepdims") { Integer = 0 }] },
            new OnnxNode("MatMul", ["colour", "wide"], ["pooler_output"]) { Name = "spread" },
        ],
        Weights = new Dictionary<string, OnnxTensor> { ["wide"] = OnnxTensor.Of([.. Enumerable.Range(0, 3 * context).Select(i => i / context == i % context ? 1f : 0f)], 3, context) },
        Inputs = [new OnnxValue("pixel_values", OnnxTensorType.Float, [null, 3, side, side])],
        Outputs = [new OnnxValue("pooler_output", OnnxTensorType.Float, [null, context])],
    };
}
