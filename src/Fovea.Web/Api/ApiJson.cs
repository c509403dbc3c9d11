using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fovea.Web.Api.Contracts;
using Fovea.Web.Errors;

namespace Fovea.Web.Api;

/// <summary>How the API's shapes are written: camel case, every member always there.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AddRootBody))]
[JsonSerializable(typeof(CompletionAnswer))]
[JsonSerializable(typeof(CompletionItem))]
[JsonSerializable(typeof(DeviceItem))]
[JsonSerializable(typeof(DevicesAnswer))]
[JsonSerializable(typeof(ExportAnswer))]
[JsonSerializable(typeof(ExportBody))]
[JsonSerializable(typeof(FacetItem))]
[JsonSerializable(typeof(FacetsAnswer))]
[JsonSerializable(typeof(FailureItem))]
[JsonSerializable(typeof(FailuresAnswer))]
[JsonSerializable(typeof(FavouriteAnswer))]
[JsonSerializable(typeof(FavouriteBody))]
[JsonSerializable(typeof(FileFailure))]
[JsonSerializable(typeof(FolderItem))]
[JsonSerializable(typeof(FoldersAnswer))]
[JsonSerializable(typeof(IdsBody))]
[JsonSerializable(typeof(IndexRun))]
[JsonSerializable(typeof(IndexStatus))]
[JsonSerializable(typeof(KeptItem))]
[JsonSerializable(typeof(LanState))]
[JsonSerializable(typeof(LibraryAnswer))]
[JsonSerializable(typeof(LibraryBytes))]
[JsonSerializable(typeof(LibraryRevision))]
[JsonSerializable(typeof(LibraryTotals))]
[JsonSerializable(typeof(ModelItem))]
[JsonSerializable(typeof(ModelQuality))]
[JsonSerializable(typeof(PairAnswer))]
[JsonSerializable(typeof(PairBody))]
[JsonSerializable(typeof(PairingAnswer))]
[JsonSerializable(typeof(Permissions))]
[JsonSerializable(typeof(PhotoDetails))]
[JsonSerializable(typeof(PhotoItem))]
[JsonSerializable(typeof(PhotoLocation))]
[JsonSerializable(typeof(PhotosAnswer))]
[JsonSerializable(typeof(AddedPicture))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(RootItem))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(SearchCounts))]
[JsonSerializable(typeof(SearchElapsed))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(StartIndexBody))]
[JsonSerializable(typeof(TrashAnswer))]
[JsonSerializable(typeof(UntrashAnswer))]
[JsonSerializable(typeof(UntrashBody))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Makes the framework read and write as this does. What is said above counts only where the shapes are used directly.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        // The framework leaves < and & as they are; names and texts of strangers are in these answers.
        options.Encoder = JavaScriptEncoder.Default;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.TypeInfoResolverChain.Insert(0, Default);
    }
}
