namespace Fovea.Architecture.Tests;

public sealed class ProjectTests
{
    [Fact]
    public void EveryReferenceOfTheProduct_IsAnAllowedArrow()
    {
        var forbidden =
            from project in ProjectFile.Product
            let room = Rooms.All.SingleOrDefault(r => r.Name == project.Name)
            from reference in project.References
            where room is not null && !room.MayReference.Contains(reference)
            select $"{project.Name} references {reference}: not in the table of {nameof(Rooms)}";

        Violations.None(forbidden);
    }

    [Fact]
    public void EveryProjectOfTheProduct_HasARoom() =>
        Violations.None(ProjectFile.Product.Select(p => p.Name).Except(Rooms.All.Select(r => r.Name)));

    [Fact]
    public void TheAllowedGraph_HasNoCycle()
    {
        // The table is in order: a room may reference only rooms above it.
        var above = new HashSet<string>();
        foreach (var room in Rooms.All)
        {
            Assert.Subset(above, room.MayReference.ToHashSet());
            above.Add(room.Name);
        }
    }

    [Fact]
    public void EveryHeavyPackage_StaysInItsRoom()
    {
        var strays =
            from project in ProjectFile.Product
            from package in project.Packages
            from heavy in Rooms.HeavyPackages
            where package.StartsWith(heavy.Key, StringComparison.Ordinal) && !heavy.Value.Contains(project.Name)
            select $"{project.Name} references {package}, which belongs to {string.Join(" and ", heavy.Value.DefaultIfEmpty("no room yet"))}";

        Violations.None(strays);
    }

    [Fact]
    public void TheProduct_ReferencesNothingOutsideTheProduct() =>
        Violations.None(ProjectFile.Product.SelectMany(p => p.References).Except(ProjectFile.Product.Select(p => p.Name)));

    [Fact]
    public void TestProjects_DoNotReferenceOneAnother() => Violations.None(
        from project in ProjectFile.All
        from reference in project.References
        where reference.EndsWith(".Tests", StringComparison.Ordinal)
        select $"{project.Name} references {reference}: move what both need to Fovea.Testing or Fovea.Conformance");

    [Fact]
    public void EveryProject_SaysWhatItIs()
    {
        var kinds = Repository.Files.Where(f => f.StartsWith("eng/", StringComparison.Ordinal) && f.EndsWith(".targets", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension);

        Violations.None(ProjectFile.All.Where(p => !kinds.Contains(p.Kind)).Select(p => $"{p.FilePath}: ProjectKind is \"{p.Kind}\""));
        Assert.All(ProjectFile.All.Where(p => p.Name.EndsWith(".Tests", StringComparison.Ordinal)), p => Assert.Equal("Test", p.Kind));
        Assert.All(ProjectFile.Product, p => Assert.Contains(p.Kind, new[] { "Library", "Tool" }));
    }

    [Fact]
    public void EveryProject_IsInTheSolutionAndHasALockFile()
    {
        var solution = System.Xml.Linq.XDocument.Parse(Repository.Read("Fovea.slnx"))
            .Descendants("Project").Select(p => ((string)p.Attribute("Path")!).Replace('\\', '/')).Order(StringComparer.Ordinal);

        Assert.Equal(ProjectFile.All.Select(p => p.FilePath), solution);
        Violations.None(ProjectFile.All.Select(p => Path.GetDirectoryName(p.FilePath)!.Replace('\\', '/') + "/packages.lock.json").Except(Repository.Files));
    }

    [Fact]
    public void EveryRoom_HasTests()
    {
        // Hosting only puts others together; the command line's tests go through it.
        var tested = ProjectFile.All.Where(p => p.Kind == "Test").SelectMany(p => p.References).Append("Fovea.Hosting");

        Violations.None(ProjectFile.Product.Select(p => p.Name).Except(tested));
    }

    [Theory]
    [InlineData("Version", "package versions are in Directory.Packages.props")]
    [InlineData("TargetFramework", "all projects have the one of Directory.Build.props")]
    [InlineData("Nullable", "all projects have it")]
    [InlineData("NoWarn", "a rule is relaxed for all in .editorconfig, with its reason")]
    [InlineData("TreatWarningsAsErrors", "all projects have it")]
    public void NoProject_SetsWhatAllShare(string name, string reason) => Violations.None(
        ProjectFile.All.Where(p => p.Elements.Any(e => e.Name == name || e.Attribute(name) is not null)).Select(p => $"{p.FilePath} sets {name}: {reason}"));
}
