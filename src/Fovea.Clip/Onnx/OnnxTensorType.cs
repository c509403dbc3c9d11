namespace Fovea.Clip;

/// <summary>Element types of ONNX tensors. The numbers are those of <c>TensorProto.DataType</c>.</summary>
internal enum OnnxTensorType
{
    Unknown = 0,
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Float16 = 10,
    Double = 11,
    BFloat16 = 16,
}
