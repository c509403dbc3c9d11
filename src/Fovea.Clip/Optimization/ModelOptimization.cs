namespace Fovea.Clip;

/// <summary>One optimisation of one model.</summary>
internal sealed class ModelOptimization(ClipModel published, IReadOnlyList<PixelTile> tiles, Action<string>? progress, CancellationToken cancellationToken)
{
    private const double Single = 1e-4;

    // Graphs in half precision round after every operation.
    private const double Half = 5e-3;

    private readonly List<PixelTile> _calibration = [.. tiles.Where((_, i) => i % 2 == 0)];
    private readonly List<PixelTile> _heldOut = [.. tiles.Where((_, i) => i % 2 == 1)];
    private readonly List<IReadOnlyList<int>> _texts = [.. EverydayTexts.All.Select(text => published.Texts.Tokenize(text).Ids)];

    public OptimizationReport Run()
    {
        RequireWritable();
        var folder = published.Folder;
        var (image, imageProblem) = Try("image tower", RebuildImages);
        var (text, textProblem) = Try("text tower", RebuildTexts);
        if (image is null && text is null)
        {
            // What an earlier run made is of other towers, or was never in use.
            ModelOptimizer.Undo(folder.Path);
            return new OptimizationReport(null, imageProblem, textProblem);
        }

        var model = new OptimizedModel
        {
            ImageOriginal = published.Space.ImageWeights,
            TextOriginal = published.Space.TextWeights,
            Preprocessing = folder.Preprocessing.Canonical,
            Image = image,
            Text = text,
            Photos = tiles.Count,
            Texts = _texts.Count,
            RankingAgreement = 1,
        };
        progress?.Invoke("measuring");
        model = new OptimizationMeasurement(published, model, _heldOut, [.. _texts.Where((_, i) => i % 2 == 1)], cancellationToken).Complete();
        OptimizedFolder.Publish(folder.Path, model);
        return new OptimizationReport(model, imageProblem, textProblem);
    }

    private void RequireWritable()
    {
        var trial = Path.Combine(Directory.CreateDirectory(OptimizedFolder.PathOf(published.Folder.Path)).FullName, $"{Guid.NewGuid():N}.tmp");
        File.WriteAllBytes(trial, []);
        File.Delete(trial);
    }

    private (OptimizedTower? Tower, string? Problem) Try(string name, Func<TowerRebuild> rebuild)
    {
        try
        {
            progress?.Invoke($"{name}: reading the published graph");
            var result = new TowerSearch(rebuild(), ByteProducts.WeightBits, what => progress?.Invoke($"{name}: {what}"), cancellationToken).Run();
            var (file, size, hash) = OptimizedFolder.WriteGraph(published.Folder.Path, name.Split(' ')[0], result.Graph, cancellationToken);
            return (new OptimizedTower
            {
                File = file,
                Size = size,
                Sha256 = hash,
                WeightBits = ByteProducts.WeightBits,
                Layers = result.Layers,
                SingleLayers = result.SingleLayers,
                MedianCosine = result.MedianCosine,
                LeastCosine = result.LeastCosine,
                SpeedUp = 1,
            }, null);
        }
        catch (NotRecognizedException e)
        {
            return (null, e.Message);
        }
        finally
        {
            Free();
        }
    }

    // Several copies of a tower's weights are garbage then, and the collector does not know that gigabytes are much for a person's machine.
    private static void Free() => GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private TowerRebuild RebuildImages()
    {
        var folder = published.Folder;
        var tower = ImageTowerRecognizer.Recognize(OnnxModelReader.Read(folder.ImageTower), folder.ImageGraph, folder.Preprocessing);
        Free();
        return new TowerRebuild
        {
            Weights = tower.Transformer,
            Build = (weights, plan, observe) => ImageGraphBuilder.Build(tower with { Transformer = weights }, folder.Preprocessing, plan, observe),
            HasByteInput = true,
            Tolerance = folder.ImageGraph.Input.Type == OnnxTensorType.Float16 || IsHalf(folder.ImageGraph) ? Half : Single,
            Calibration = OptimizationSamples.Of(_calibration, tower),
            CalibrationVectors = Encode(_calibration),
            HeldOut = OptimizationSamples.Of(_heldOut, tower),
            HeldOutVectors = Encode(_heldOut),
        };
    }

    private TowerRebuild RebuildTexts()
    {
        var folder = published.Folder;
        var tower = TextTowerRecognizer.Recognize(OnnxModelReader.Read(folder.TextTower), folder.TextGraph, published.Texts.Tokenizer.ContextLength);
        Free();
        var (calibration, heldOut) = (_texts.Where((_, i) => i % 2 == 0).ToList(), _texts.Where((_, i) => i % 2 == 1).ToList());
        return new TowerRebuild
        {
            Weights = tower.Transformer,
            Build = (weights, plan, observe) => TextGraphBuilder.Build(tower with { Transformer = weights }, plan, halfTable: plan != TowerPlan.Single, observe),
            HasByteInput = false,
            Tolerance = IsHalf(folder.TextGraph) ? Half : Single,
            Calibration = OptimizationSamples.Of(calibration),
            CalibrationVectors = Encode(calibration),
            HeldOut = OptimizationSamples.Of(heldOut),
            HeldOutVectors = Encode(heldOut),
        };
    }

    private static bool IsHalf(TowerGraph tower) => tower.Output.Type == OnnxTensorType.Float16 || tower.Graph.Path.EndsWith("_fp16.onnx", StringComparison.OrdinalIgnoreCase);

    private List<float[]> Encode(List<PixelTile> pictures)
    {
        var vectors = new float[pictures.Count * published.Images.Dimensions];
        published.Images.Encode(pictures, vectors, cancellationToken);
        return OptimizationSamples.Rows(vectors, published.Images.Dimensions);
    }

    private List<float[]> Encode(List<IReadOnlyList<int>> texts)
    {
        var vectors = new float[texts.Count * published.Texts.Dimensions];
        published.Texts.EncodeTokens(texts, vectors, cancellationToken);
        return OptimizationSamples.Rows(vectors, published.Texts.Dimensions);
    }
}
