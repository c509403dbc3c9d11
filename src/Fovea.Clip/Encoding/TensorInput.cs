using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>Makes input tensors of the type that a graph wants. The values are pinned, not copied, until the tensor is disposed.</summary>
internal static class TensorInput
{
    /// <summary>A tensor of fp32 or fp16 from fp32 values.</summary>
    public static OrtValue FromFloats(OnnxValue input, Memory<float> values, long[] shape)
    {
        if (input.Type != OnnxTensorType.Float16) return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);

        var half = new Float16[values.Length];
        TensorPrimitives.ConvertToHalf(values.Span, MemoryMarshal.Cast<Float16, Half>(half.AsSpan()));
        return OrtValue.CreateTensorValueFromMemory(half, shape);
    }

    /// <summary>A tensor of int64, int32, fp32, fp16 or bool from whole numbers.</summary>
    /// <exception cref="ModelException">The graph wants another type.</exception>
    public static OrtValue FromIntegers(TowerGraph tower, OnnxValue input, ReadOnlySpan<long> values, long[] shape)
    {
        switch (input.Type)
        {
            case OnnxTensorType.Int64:
                return OrtValue.CreateTensorValueFromMemory(values.ToArray(), shape);
            case OnnxTensorType.Int32:
                var numbers = new int[values.Length];
                TensorPrimitives.ConvertTruncating(values, numbers);
                return OrtValue.CreateTensorValueFromMemory(numbers, shape);
            case OnnxTensorType.Float or OnnxTensorType.Float16:
                var floats = new float[values.Length];
                TensorPrimitives.ConvertTruncating(values, floats);
                return FromFloats(input, floats, shape);
            case OnnxTensorType.Bool:
                var flags = new bool[values.Length];
                for (var i = 0; i < flags.Length; i++) flags[i] = values[i] != 0;
                return OrtValue.CreateTensorValueFromMemory(flags, shape);
            default:
                throw ModelError.Unsupported(tower.Graph.Path, $"its input {input} is of a type that cannot be fed.", "Use another variant of the model.");
        }
    }
}
