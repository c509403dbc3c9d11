global using Fovea.Page.Tests.Support;
global using Fovea.Testing;
global using Microsoft.Playwright;
