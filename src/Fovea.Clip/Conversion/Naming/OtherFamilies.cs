namespace Fovea.Clip;

/// <summary>Models that are no CLIP of transformers, told by a name that only they have.</summary>
internal static class OtherFamilies
{
    private static readonly (string Part, string What)[] Known =
    [
        ("visual.attnpool.", "a ResNet CLIP (RN50 and its relatives), whose image tower is convolutional"),
        ("visual.layer1.", "a ResNet CLIP (RN50 and its relatives), whose image tower is convolutional"),
        ("vision_model.head.", "a SigLIP, whose towers end otherwise than CLIP's"),
        ("text_model.head.", "a SigLIP, whose towers end otherwise than CLIP's"),
        ("visual.trunk.", "a model whose image tower is timm's (SigLIP, ConvNeXt, EVA and others)"),
        ("visual.blocks.", "an EVA-CLIP, whose blocks differ from CLIP's"),
        ("visual.attn_pool.", "a CoCa or a model with attention pooling"),
        ("text_decoder.", "a CoCa or BLIP, which also writes texts"),
        ("text.cls_emb", "a CoCa, whose text tower has a class token"),
        (".ls_1.gamma", "a model with layer scale"),
        ("text.transformer.embeddings.", "a model whose text tower is a BERT or XLM-RoBERTa"),
        ("text.transformer.encoder.", "a model whose text tower is a BERT or T5"),
        ("text_model.roberta.", "an AltCLIP, whose text tower is a RoBERTa"),
        ("text_model.encoder.layer.", "a Chinese CLIP, whose text tower is a BERT"),
        ("image_encoder.", "a MobileCLIP, whose image tower is convolutional"),
        ("lora_", "a set of LoRA changes, not a whole model"),
        ("model.diffusion_model.", "a Stable Diffusion"),
        ("unet.", "a Stable Diffusion"),
    ];

    /// <summary>What the model is; null when no name tells.</summary>
    public static string? Describe(IEnumerable<string> names)
    {
        var all = names.ToList();
        return Known.Where(family => all.Any(name => name.Contains(family.Part, StringComparison.Ordinal))).Select(family => family.What).FirstOrDefault();
    }
}
