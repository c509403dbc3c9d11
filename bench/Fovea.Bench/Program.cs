using System.Globalization;
using Fovea.Bench;
using Fovea.Bench.Indexing;
using Fovea.Bench.Photos;
using Fovea.Bench.Serving;

return args switch
{
    ["vectors", .. var rest] => VectorScan.Run(rest),
    ["thumbnails", var folder, .. var rest] => ThumbnailCost.Run(folder, Options.Number(rest, "--size", 224), Options.Number(rest, "--rounds", 7)),
    ["index", .. var rest] => IndexBench.Run(rest),
    ["make-photos", .. var rest] => MakePhotos.Run(rest),
