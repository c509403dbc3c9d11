global using Fovea.Cli.Tests.Support;
global using Fovea.Testing;
