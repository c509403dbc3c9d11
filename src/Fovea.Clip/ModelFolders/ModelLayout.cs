namespace Fovea.Clip;

/// <summary>How a model folder is laid out.</summary>
public enum ModelLayout
{
    /// <summary><c>visual/model.onnx</c> and <c>textual/model.onnx</c> (OpenCLIP exports, immich).</summary>
    OpenClip,

    /// <summary><c>vision_model*.onnx</c> and <c>text_model*.onnx</c>, in <c>onnx/</c> or beside the configuration (Hugging Face, transformers.js).</summary>
    HuggingFace,

    /// <summary><c>visual.onnx</c> and <c>textual.onnx</c> (rclip).</summary>
    Rclip,
}
