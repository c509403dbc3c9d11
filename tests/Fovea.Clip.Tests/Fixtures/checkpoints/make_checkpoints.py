"""Writes one CLIP with random weights in every form that checkpoints come in, and the vectors that PyTorch computes with it.

    python3 make_checkpoints.py OUT [--width 48 --layers 3 ...] [--only hf,openclip,pt,script]

OUT/hf/             transformers' names in safetensors, config.json, preprocessor_config.json
OUT/openclip/       OpenCLIP's names in safetensors, open_clip_config.json
OUT/bare/           the same names, no configuration, brain floats
OUT/torch/          torch.save of {"state_dict": ...} with the prefix "module."
OUT/script/         a TorchScript archive in half precision, shaped as OpenAI's
OUT/single/         the same in fp32
OUT/reference.json  a picture by its formula, texts by their ids, and their vectors, not brought to length 1, computed in fp64

Weights are rounded so that halves and brain floats hold them exactly: one reference is right for all files.
"""

import argparse
import json
import math
import os
import struct
from collections import OrderedDict

import torch
from torch import nn

TYPES = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.float64: "F64", torch.int64: "I64"}


class QuickGelu(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * torch.sigmoid(1.702 * x)


class Block(nn.Module):
    def __init__(self, width: int, heads: int, quick: bool):
        super().__init__()
        self.attn = nn.MultiheadAttention(width, heads, batch_first=True)
        self.ln_1 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(OrderedDict([
            ("c_fc", nn.Linear(width, 4 * width)),
            ("gelu", QuickGelu() if quick else nn.GELU()),
            ("c_proj", nn.Linear(4 * width, width)),
        ]))
        self.ln_2 = nn.LayerNorm(width)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        y = self.ln_1(x)
        x = x + self.attn(y, y, y, need_weights=False, attn_mask=mask)[0]
        return x + self.mlp(self.ln_2(x))


class Transformer(nn.Module):
    def __init__(self, width: int, layers: int, heads: int, quick: bool):
        super().__init__()
        self.resblocks = nn.ModuleList([Block(width, heads, quick) for _ in range(layers)])

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        for block in self.resblocks:
            x = block(x, mask)
        return x


class Visual(nn.Module):
    def __init__(self, size: int, patch: int, width: int, layers: int, heads: int, embed: int, quick: bool):
        super().__init__()
        tokens = (size // patch) ** 2 + 1
        self.conv1 = nn.Conv2d(3, width, patch, patch, bias=False)
        self.class_embedding = nn.Parameter(torch.randn(width))
        self.positional_embedding = nn.Parameter(0.5 * torch.randn(tokens, width))
        self.ln_pre = nn.LayerNorm(width)
        self.transformer = Transformer(width, layers, heads, quick)
        self.ln_post = nn.LayerNorm(width)
        self.proj = nn.Parameter(torch.randn(width, embed) / math.sqrt(width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.conv1(x).flatten(2).transpose(1, 2)
        token = self.class_embedding.reshape(1, 1, -1).expand(x.shape[0], 1, x.shape[2])
        x = self.ln_pre(torch.cat([token, x], dim=1) + self.positional_embedding)
        x = self.transformer(x, torch.zeros(x.shape[1], x.shape[1], dtype=x.dtype))
        return self.ln_post(x[:, 0]) @ self.proj


class Clip(nn.Module):
    def __init__(self, a: argparse.Namespace):
        super().__init__()
        quick = a.activation == "quickgelu"
        self.visual = Visual(a.size, a.patch, a.width, a.layers, a.heads, a.embed, quick)
        self.transformer = Transformer(a.text_width, a.text_layers, a.text_heads, quick)
        self.token_embedding = nn.Embedding(a.vocabulary, a.text_width)
        self.positional_embedding = nn.Parameter(0.2 * torch.randn(a.context, a.text_width))
        self.ln_final = nn.LayerNorm(a.text_width)
        self.text_projection = nn.Parameter(torch.randn(a.text_width, a.embed) / math.sqrt(a.text_width))
        self.logit_scale = nn.Parameter(torch.tensor(4.6))
        self.register_buffer("input_resolution", torch.tensor(a.size))
        self.register_buffer("context_length", torch.tensor(a.context))
        self.register_buffer("vocab_size", torch.tensor(a.vocabulary))

    def encode_text(self, ids: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        x = self.token_embedding(ids) + self.positional_embedding
        mask = torch.full((ids.shape[1], ids.shape[1]), -1e30, dtype=x.dtype).triu(1)
        x = self.ln_final(self.transformer(x, mask))
        return x[torch.arange(x.shape[0]), places] @ self.text_projection

    def forward(self, picture: torch.Tensor, ids: torch.Tensor):
        return self.visual(picture), self.encode_text(ids, ids.argmax(dim=1))


def randomise(model: nn.Module) -> None:
    """Scales as in trained models: norms near 1, matrices that keep the size of what they take, biases that matter."""
    for name, p in model.named_parameters():
        if name.endswith("logit_scale"):
            continue
        if "ln_" in name:
            p.data = (1.0 if name.endswith("weight") else 0.0) + 0.2 * torch.randn_like(p)
        elif name.endswith("bias"):
            p.data = 0.1 * torch.randn_like(p)
        elif "in_proj" in name or "out_proj" in name or "mlp" in name:
            p.data = torch.randn_like(p) / math.sqrt(p.shape[-1])
        elif "conv1" in name:
            p.data = torch.randn_like(p) / math.sqrt(p[0].numel())
        elif "token_embedding" in name:
            p.data = 0.5 * torch.randn_like(p)
    for p in model.parameters():
        p.data = p.data.to(torch.bfloat16).to(torch.float32)
        p.data[p.data.abs() < 1e-4] = 0


def hugging_face(state: dict) -> dict:
    """The same weights in transformers' names."""
    names = {
        "visual.conv1.weight": "vision_model.embeddings.patch_embedding.weight",
        "visual.class_embedding": "vision_model.embeddings.class_embedding",
        "visual.positional_embedding": "vision_model.embeddings.position_embedding.weight",
        "positional_embedding": "text_model.embeddings.position_embedding.weight",
        "token_embedding.weight": "text_model.embeddings.token_embedding.weight",
        "logit_scale": "logit_scale",
    }
    modules = [
        ("visual.ln_pre.", "vision_model.pre_layrnorm."), ("visual.ln_post.", "vision_model.post_layernorm."), ("ln_final.", "text_model.final_layer_norm."),
        ("visual.transformer.resblocks.", "vision_model.encoder.layers."), ("transformer.resblocks.", "text_model.encoder.layers."),
    ]
    layers = [("ln_1.", "layer_norm1."), ("ln_2.", "layer_norm2."), ("attn.out_proj.", "self_attn.out_proj."), ("mlp.c_fc.", "mlp.fc1."), ("mlp.c_proj.", "mlp.fc2.")]
    result = {}
    for name, value in state.items():
        if name in ("input_resolution", "context_length", "vocab_size"):
            continue
        if name == "visual.proj":
            result["visual_projection.weight"] = value.t().contiguous()
        elif name == "text_projection":
            result["text_projection.weight"] = value.t().contiguous()
        elif name in names:
            result[names[name]] = value
        else:
            for old, new in modules:
                if name.startswith(old):
                    name = new + name[len(old):]
                    break
            for old, new in layers:
                name = name.replace("." + old, "." + new)
            if "attn.in_proj_" in name:
                for part, piece in zip("qkv", value.chunk(3)):
                    result[name.replace("attn.in_proj_", "self_attn.%s_proj." % part)] = piece.contiguous()
            else:
                result[name] = value
    result["vision_model.embeddings.position_ids"] = torch.arange(state["visual.positional_embedding"].shape[0]).unsqueeze(0)
    return result


def raw(tensor: torch.Tensor) -> bytes:
    tensor = tensor.contiguous()
    if tensor.dtype == torch.bfloat16:
        tensor = tensor.view(torch.int16)
    return tensor.numpy().tobytes()


def write_safetensors(path: str, tensors: dict) -> None:
    header, at = {"__metadata__": {"format": "pt"}}, 0
    for name, tensor in tensors.items():
        size = tensor.numel() * tensor.element_size()
        header[name] = {"dtype": TYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)))
        file.write(text)
        for tensor in tensors.values():
            file.write(raw(tensor))


def write_json(path: str, value) -> None:
    with open(path, "w") as file:
        json.dump(value, file, indent=1)
        file.write("\n")


def typed(state: dict, kind: torch.dtype) -> dict:
    return OrderedDict((name, value.to(kind) if value.is_floating_point() else value) for name, value in state.items())


def write_hugging_face(folder: str, a: argparse.Namespace, state: dict) -> None:
    write_safetensors(os.path.join(folder, "model.safetensors"), hugging_face(state))
    act = "quick_gelu" if a.activation == "quickgelu" else "gelu"
    write_json(os.path.join(folder, "config.json"), {
        "model_type": "clip", "projection_dim": a.embed,
        "vision_config": {"hidden_size": a.width, "num_hidden_layers": a.layers, "num_attention_heads": a.heads, "image_size": a.size, "patch_size": a.patch,
                          "hidden_act": act, "layer_norm_eps": 1e-5},
        "text_config": {"hidden_size": a.text_width, "num_hidden_layers": a.text_layers, "num_attention_heads": a.text_heads, "vocab_size": a.vocabulary,
                        "max_position_embeddings": a.context, "hidden_act": act, "layer_norm_eps": 1e-5, "eos_token_id": 2},
    })
    write_json(os.path.join(folder, "preprocessor_config.json"), {
        "crop_size": a.size, "size": a.size, "do_center_crop": True, "do_normalize": True, "do_resize": True, "resample": 3,
        "image_mean": [0.5, 0.5, 0.5], "image_std": [0.25, 0.25, 0.25],
    })


def write_open_clip(folder: str, a: argparse.Namespace, state: dict) -> None:
    write_safetensors(os.path.join(folder, "open_clip_model.safetensors"), typed(state, torch.float16 if a.half else torch.float32))
    write_json(os.path.join(folder, "open_clip_config.json"), {
        "model_cfg": {
            "embed_dim": a.embed, "quick_gelu": a.activation == "quickgelu",
            "vision_cfg": {"image_size": a.size, "layers": a.layers, "width": a.width, "patch_size": a.patch, "head_width": a.width // a.heads},
            "text_cfg": {"context_length": a.context, "vocab_size": a.vocabulary, "width": a.text_width, "heads": a.text_heads, "layers": a.text_layers},
        },
        "preprocess_cfg": {"mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25]},
    })


def picture(size: int) -> torch.Tensor:
    c, y, x = torch.meshgrid(torch.arange(3.0), torch.arange(float(size)), torch.arange(float(size)), indexing="ij")
    return (torch.sin(0.11 * x + c) + torch.cos(0.14 * y - c)).unsqueeze(0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    for name, value in [("size", 32), ("patch", 8), ("width", 16), ("layers", 2), ("heads", 2), ("text-width", 16), ("text-layers", 2), ("text-heads", 4),
                        ("embed", 12), ("context", 9), ("vocabulary", 40), ("seed", 1)]:
        parser.add_argument("--" + name, type=int, default=value)
    parser.add_argument("--activation", choices=["quickgelu", "gelu"], default="quickgelu")
    parser.add_argument("--half", action="store_true")
    parser.add_argument("--only", default="hf,openclip,bare,torch,script,single")
    a = parser.parse_args()
    torch.manual_seed(a.seed)

    model = Clip(a).eval()
    randomise(model)
    state = model.state_dict()
    kinds = a.only.split(",")
    for kind in kinds:
        os.makedirs(os.path.join(a.out, kind), exist_ok=True)
    if "hf" in kinds:
        write_hugging_face(os.path.join(a.out, "hf"), a, state)
    if "openclip" in kinds:
        write_open_clip(os.path.join(a.out, "openclip"), a, state)
    if "bare" in kinds:
        write_safetensors(os.path.join(a.out, "bare", "weights.safetensors"), typed({"module." + n: v for n, v in state.items()}, torch.bfloat16))
    if "torch" in kinds:
        kind = torch.float16 if a.half else torch.float32
        torch.save({"epoch": 3, "name": "x", "state_dict": OrderedDict(("module." + n, v) for n, v in typed(state, kind).items())}, os.path.join(a.out, "torch", "epoch_3.pt"))
    if "script" in kinds:
        half = Clip(a).eval()
        half.load_state_dict(state)
        torch.jit.script(half.half()).save(os.path.join(a.out, "script", "ViT.pt"))
    if "single" in kinds:
        torch.jit.script(model).save(os.path.join(a.out, "single", "ViT.pt"))

    # Start, words, end, padding. The largest id ends a text; with "endToken" it is padding, and the token before it ends.
    last = a.vocabulary - 1
    rows = [[last - 2, 5, last] + [0] * (a.context - 3), [last - 2] + [1 + (7 * i) % (last - 4) for i in range(a.context - 2)] + [last]]
    ids = torch.tensor(rows)
    early = torch.tensor([[last - 2, 5, 3, last - 1] + [last] * (a.context - 4)])
    with torch.no_grad():
        model = model.double()
        image = model.visual(picture(a.size).double())[0]
        texts = model.encode_text(ids, ids.argmax(dim=1))
        first = model.encode_text(early, torch.tensor([3]))[0]
    write_json(os.path.join(a.out, "reference.json"), {
        "size": a.size, "image": image.tolist(),
        "texts": [{"ids": row, "embedding": vector.tolist()} for row, vector in zip(rows, texts)],
        "endToken": last - 1, "early": {"ids": early[0].tolist(), "embedding": first.tolist()},
    })


main()
