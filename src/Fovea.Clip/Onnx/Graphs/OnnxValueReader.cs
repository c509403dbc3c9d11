namespace Fovea.Clip;

/// <summary>Reads a graph's inputs and outputs.</summary>
internal static class OnnxValueReader
{
    public static OnnxValue Read(ProtoBytes value)
    {
        var read = new OnnxValue("", OnnxTensorType.Unknown, null);
        while (value.Next())
        {
            if (value.Field == 1) read = read with { Name = value.Text() };
            else if (value.Field == 2) read = ReadType(value.Message(), read);
            else value.Skip();
        }

        return read;
    }

    private static OnnxValue ReadType(ProtoBytes type, OnnxValue value)
    {
        while (type.Next())
        {
            if (type.Field != 1 || !type.IsBytes)
            {
                type.Skip();
                continue;
            }

            for (var tensor = type.Message(); tensor.Next();)
            {
                if (tensor.Field == 1) value = value with { Type = (OnnxTensorType)tensor.Number() };
                else if (tensor.Field == 2) value = value with { Shape = ReadShape(tensor.Message()) };
                else tensor.Skip();
            }
        }

        return value;
    }

    private static List<int?> ReadShape(ProtoBytes shape)
    {
        var sides = new List<int?>();
        while (shape.Next())
        {
            if (shape.Field != 1)
            {
                shape.Skip();
                continue;
            }

            int? side = null;
            for (var dimension = shape.Message(); dimension.Next();)
            {
                if (dimension.Field == 1 && dimension.Number() is > 0 and <= int.MaxValue and var number) side = (int)number;
                else if (dimension.Field != 1) dimension.Skip();
            }

            sides.Add(side);
        }

        return sides;
    }
}
