namespace Fovea.Imaging;

/// <summary>The first byte of every message between a program and its decoder. Both are always of one build: nothing is stored.</summary>
internal enum MessageKind : byte
{
    /// <summary>To the program, once: the decoder is ready.</summary>
    Ready = 1,

    /// <summary>To the decoder: a tile and a small copy, please.</summary>
    Decode = 2,

    /// <summary>To the decoder: a copy to look at, please.</summary>
    Preview = 3,

    /// <summary>To the decoder: a picture file of these pixels, please.</summary>
    Write = 4,

    /// <summary>To the program: the picture is large; may it be decoded now?</summary>
    TurnWanted = 5,

    /// <summary>To the decoder: it may.</summary>
    TurnGiven = 6,

    /// <summary>To the program: the answer.</summary>
    Answer = 7,
}
