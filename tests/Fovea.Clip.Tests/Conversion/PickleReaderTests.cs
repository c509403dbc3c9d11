using CsCheck;

namespace Fovea.Clip.Tests;

/// <summary>A pickle is data: calls stay records, and whatever the bytes are, reading ends soon.</summary>
public sealed class PickleReaderTests
{
    [Fact]
    public void Read_CallOfASystemCommand_IsARecordOfIt()
    {
        var value = Assert.IsType<PickleObject>(PickleReader.Read(new PickleText().Global("posix", "system").Operations("(").Text("touch /tmp/owned").Operations("tR").Bytes));

        Assert.Equal(new PickleGlobal("posix", "system"), value.Type);
        Assert.Equal(["touch /tmp/owned"], value.Arguments);
        Assert.Null(value.State);
    }

    [Fact]
    public void Read_Values_AreAsTheyWereWritten()
    {
        var text = new PickleText().Operations("}(").Text("a").Number(-3).Text("b").Number(1L << 40).Text("c").Operations("G").Raw(0x3F, 0xF8, 0, 0, 0, 0, 0, 0)
            .Text("d").Operations("N").Text("e").Raw(0x88).Text("f").Tuple(1, 2).Operations("q\u0007").Text("g").Operations("h\u0007u");

        var value = Assert.IsType<PickleObject>(PickleReader.Read(text.Bytes));

        Assert.Equal(["a", "b", "c", "d", "e", "f", "g"], value.Entries.Select(entry => entry.Key));
        Assert.Equal([-3L, 1L << 40, 1.5, null, true], value.Entries.Take(5).Select(entry => entry.Value));
        Assert.Equal([1L, 2L], Assert.IsType<PickleTuple>(value.Entries[5].Value).Items);
        Assert.Same(value.Entries[5].Value, value.Entries[6].Value);
    }

    [Theory]
    [InlineData("R", "it takes a value that is not there")]
    [InlineData("t", "it takes a value that is not there")]
    [InlineData("N(u", "it fills something that is no dictionary and no list")]
    [InlineData("}(Nu", "a key in it has no value")]
    [InlineData("h\u0001", "it takes a value that is not there")]
    [InlineData("X\u0000\u0000\u0000\u007f", "it is cut off")]
    [InlineData("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "it is cut off")]
    [InlineData("cos", "it is cut off")]
    [InlineData("i", "it has the operation 0x69, which PyTorch does not write")]
    [InlineData("(0", "it takes a value that is not there")]
    public void Read_WhatNoWriterWrites_IsRefused(string operations, string error) =>
        Assert.Equal(error, Assert.Throws<InvalidDataException>(() => PickleReader.Read(new PickleText().Operations(operations).Bytes)).Message);

    [Fact]
    public void Read_MemoBomb_TakesNoMoreThanItsBytes()
    {
        // Each tuple holds the one before twice: 2 to the power of 20,000 leaves, were it unfolded.
        var text = new PickleText().Operations(")");
        for (var i = 0; i < 20_000; i++) text.Operations("2\u0086");

        Assert.IsType<PickleTuple>(PickleReader.Read(text.Bytes));
    }

    [Fact]
    public void Read_EndlessOperations_AreRefused()
    {
        var text = new PickleText().Raw([.. Enumerable.Repeat((byte)'N', 2_000_001)]);

        Assert.Equal("it has more than 2000000 operations, which no model needs", Assert.Throws<InvalidDataException>(() => PickleReader.Read(text.Bytes)).Message);
    }

    [Fact]
    public void Read_AnyBytes_GiveAValueOrAnInvalidDataException()
    {
        var operations = Gen.Byte[0, 255].Array[0, 60];
        operations.Sample(
            bytes =>
            {
                try
                {
                    PickleReader.Read(new PickleText().Raw(bytes).Bytes);
                }
                catch (InvalidDataException)
                {
                    // Refused.
                }
            },
            iter: 20_000);
    }
}
