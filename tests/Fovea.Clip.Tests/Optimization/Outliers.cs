namespace Fovea.Clip.Tests;

/// <summary>Gives a tower what training gives it: a few numbers of each normalisation that are many times as large as the others.</summary>
internal static class Outliers
{
    public static void AddTo(string path)
    {
        var model = OnnxModelReader.Read(path);
        var random = new Random(1);
        var weights = model.Weights.ToDictionary(w => w.Key, w => w.Value, StringComparer.Ordinal);

        // The exporter shares the equal normalisations of random weights; each gets one of its own.
        var nodes = model.Nodes.Where(n => n.Operator != "Identity" || !weights.ContainsKey(n.Inputs[0])).ToList();
        foreach (var node in model.Nodes.Where(n => n.Operator == "Identity" && weights.ContainsKey(n.Inputs[0]))) weights[node.Outputs[0]] = weights[node.Inputs[0]];
        foreach (var name in weights.Keys.Where(name => name.StartsWith("blocks.", StringComparison.Ordinal) && name.EndsWith(".weight", StringComparison.Ordinal)).ToList())
        {
            if (weights[name].Shape.Count != 1) continue;
            var values = weights[name].ToFloats()!;
            for (var i = 0; i < 2; i++) values[random.Next(values.Length)] *= 25;
            weights[name] = OnnxTensor.Of(values, values.Length);
        }

        OnnxModelWriter.Write(model with { Nodes = nodes, Weights = weights }, path);
    }
}
