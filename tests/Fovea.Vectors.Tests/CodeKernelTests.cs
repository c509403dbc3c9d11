using CsCheck;
using Fovea.Vectors.Kernels;
using Fovea.Vectors.Segments;

namespace Fovea.Vectors.Tests;

public sealed unsafe class CodeKernelTests
{
    private static readonly Gen<(int Steps, int Rows, int Seed)> AnyCase = Gen.Select(Gen.Int[1, 12], Gen.Int[1, 70], Gen.Int[0, 1_000_000]);

    public static TheoryData<string> Kernels => [.. CodeKernel.Supported.Select(kernel => kernel.GetType().Name)];

    [Fact]
    public void Best_ThisProcessor_IsTheFirstSupported() => Assert.Equal(CodeKernel.Supported.First().GetType(), CodeKernel.Best.GetType());

    [Theory]
    [MemberData(nameof(Kernels))]
    public void DotCodes_AnyRowsAndLength_EqualsTheScalarTwin(string name) => AnyCase.Sample(
        (steps, rows, seed) =>
        {
            var (kernel, random, codes) = (Kernel(name), new Random(seed), steps * CodeKernel.Step);
            var block = Bytes(random, rows * codes / 2, byte.MaxValue);
            var query = Bytes(random, codes, byte.MaxValue);
            for (var i = 0; i < codes; i++)
            {
                // Every now and then the extremes, which must not leave 16 bits.
                var number = (sbyte)random.Next(-127, 128);
                query.Pointer[i] = (byte)(random.Next(4) == 0 ? (sbyte)(number < 0 ? -127 : 127) : number);
            }

            if (random.Next(4) == 0) new Span<byte>(block.Pointer, (int)block.Length).Fill(byte.MaxValue);
            var (expected, actual) = (new int[rows], new int[rows]);
            fixed (int* one = expected, other = actual)
            {
                new ScalarKernel().DotCodes(block.Pointer, (sbyte*)query.Pointer, codes, rows, one);
                kernel.DotCodes(block.Pointer, (sbyte*)query.Pointer, codes, rows, other);
            }

            Assert.Equal(expected, actual);
            Assert.Equal(expected[^1], kernel.DotCode(block.Pointer + ((rows - 1L) * codes / 2), (sbyte*)query.Pointer, codes));
            GC.KeepAlive(block);
            GC.KeepAlive(query);
        },
        iter: 200);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void SumSigns_AnyBlock_EqualsTheScalarTwin(string name) => AnyCase.Sample(
        (steps, _, seed) =>
        {
            var (kernel, random, columns) = (Kernel(name), new Random(seed), steps * CodeKernel.Step / 8);
            var block = Bytes(random, 64 * columns, byte.MaxValue);
            var tables = Bytes(random, 32 * columns, 63);
            if (random.Next(4) == 0) new Span<byte>(tables.Pointer, (int)tables.Length).Fill(63);
            var (expected, actual) = (new ushort[64], new ushort[64]);
            fixed (ushort* one = expected, other = actual)
            {
                new ScalarKernel().SumSigns(block.Pointer, tables.Pointer, columns, one);
                kernel.SumSigns(block.Pointer, tables.Pointer, columns, other);
            }

            Assert.Equal(expected, actual);
            GC.KeepAlive(block);
            GC.KeepAlive(tables);
        },
        iter: 200);

    private static CodeKernel Kernel(string name) => CodeKernel.Supported.First(kernel => kernel.GetType().Name == name);

    private static MemoryBlock Bytes(Random random, int length, int most)
    {
        var block = new MemoryBlock(length);
        for (var i = 0; i < length; i++) block.Pointer[i] = (byte)random.Next(most + 1);
        return block;
    }
}
