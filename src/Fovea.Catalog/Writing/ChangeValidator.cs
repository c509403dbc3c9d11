namespace Fovea.Catalog.Writing;

/// <summary>Refuses what must not be stored, before anything is written.</summary>
internal static class ChangeValidator
{
    public static void Validate(IReadOnlyList<CatalogChange> changes)
    {
        foreach (var change in changes)
        {
            switch (change)
            {
                case null:
                    throw new ArgumentException("A change is null. Nothing was stored.", nameof(changes));
                case CatalogChange.Indexed indexed:
                    ValidatePath(indexed.Path, nameof(changes));
                    ValidateVector(indexed.Vector.Span, indexed.Space, $"\"{PathText.ToDisplay(indexed.Path)}\"", nameof(changes));
                    ValidateColour(indexed, nameof(changes));
                    break;
                case CatalogChange.Embedded embedded:
                    ValidateVector(embedded.Vector.Span, embedded.Space, $"photo {embedded.Photo.Value}", nameof(changes));
                    break;
                case CatalogChange.Failed failed:
                    ValidatePath(failed.Path, nameof(changes));
                    break;
                case CatalogChange.NotAPhoto other:
                    ValidatePath(other.Path, nameof(changes));
                    break;
                case CatalogChange.Moved moved:
                    ValidatePath(moved.Path, nameof(changes));
                    break;
            }
        }
    }

    private static void ValidatePath(string path, string parameter)
    {
        if (string.IsNullOrEmpty(path) || Path.IsPathRooted(path))
        {
            throw new ArgumentException(
                $"\"{PathText.ToDisplay(path ?? "")}\" is not a path below a root. Nothing was stored.", parameter);
        }
    }

    private static void ValidateVector(ReadOnlySpan<Half> vector, EmbeddingSpace space, string photo, string parameter)
    {
        if (vector.Length != space.Dimensions)
        {
            throw Refuse(photo, $"it has {vector.Length} numbers, its space {space.Dimensions}", parameter);
        }

        var isZero = true;
        foreach (var number in vector)
        {
            if (!Half.IsFinite(number)) throw Refuse(photo, "it holds a number that is not finite", parameter);
            isZero &= number == Half.Zero;
        }

        if (isZero) throw Refuse(photo, "it is zero", parameter);
    }

    private static void ValidateColour(CatalogChange.Indexed photo, string parameter)
    {
        if (photo.Colour is < 0 or > 0xFFFFFF)
        {
            throw new ArgumentException(
                $"The colour of \"{PathText.ToDisplay(photo.Path)}\" cannot be stored: {photo.Colour} is not 0xRRGGBB. Nothing was stored.", parameter);
        }
    }

    private static ArgumentException Refuse(string photo, string why, string parameter) =>
        new($"The vector of {photo} cannot be stored: {why}. Nothing was stored.", parameter);
}
