global using Fovea.Testing;
global using Fovea.Web.Tests.Support;
