"""Trains SentencePiece models on a text and writes them as Hugging Face's tokenizer.json, in the shapes that SigLIP's (unigram) and SigLIP 2's (Gemma: BPE with
bytes) files have, with the ids that SentencePiece itself gives for some texts.

    /usr/bin/python3 train.py TEXTS OUT [VOCABULARY] [RULE]

TEXTS: a file with a sentence a line. OUT: a folder for unigram.json, bpe.json, and golden-*.jsonl. RULE: SentencePiece's
normalisation of the unigram model, nmt_nfkc or identity. Needs Debian's python3-sentencepiece.
"""
import base64
import json
import os
import random
import sys

import sentencepiece as spm

ODD = ["", " ", "  two  spaces ", "A BIG Dog!", "naïve café", "e\u0301 combined", "ﬁne ligature", "１２３ full width", "日本語の写真", "Привет мир", "🐶 dog 🏖️ beach", "👩‍👩‍👧‍👦 family",
       "tab\there", "line\nbreak", "<eos> </s> <pad>", "don't stop—now", "x" * 300, "a" * 5 + " " + "zq" * 40, "½ ① ㌔", "مرحبا بالعالم", "\u200bzero width", "snow_white", "ÀÉÎÕÜ", "한국어 사진"]


def main(texts, out, size, rule):
    os.makedirs(out, exist_ok=True)
    lines = [line.strip().lower() for line in open(texts, encoding="utf-8") if line.strip()]
    corpus = os.path.join(out, "corpus.txt")
    with open(corpus, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    random.seed(7)
    samples = ODD + random.sample(lines, min(150, len(lines)))
    unigram(corpus, out, size, samples, rule)
    bpe(corpus, out, size, samples)
    os.remove(corpus)


def train(corpus, prefix, **more):
    spm.SentencePieceTrainer.train(input=corpus, model_prefix=prefix, character_coverage=0.999, minloglevel=2, **more)
    processor = spm.SentencePieceProcessor(model_file=prefix + ".model")
    model = open(prefix + ".model", "rb").read()
    for end in (".model", ".vocab"):
        os.remove(prefix + end)
    return [(processor.id_to_piece(i), processor.get_score(i)) for i in range(processor.get_piece_size())], model, processor


def field(message, wanted):
    """The bytes of a field of a protocol buffer."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(message):
        key = varint()
        if key & 7 == 0:
            varint()
        elif key & 7 == 2:
            length = varint()
            if key >> 3 == wanted:
                return message[at:at + length]
            at += length
        else:
            at += 8 if key & 7 == 1 else 4
    return b""


def unigram(corpus, out, size, samples, rule):
    pieces, model, processor = train(corpus, os.path.join(out, "u"), model_type="unigram", vocab_size=size, normalization_rule_name=rule, pad_id=2, eos_id=1, unk_id=0, bos_id=-1)
    eos, unk = 1, 0
    table = base64.b64encode(field(field(model, 3), 2)).decode()
    write(os.path.join(out, "unigram.json"), {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [{"id": i, "content": pieces[i][0], "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True} for i in (0, 1, 2)],
        "normalizer": {"type": "Sequence", "normalizers": ([{"type": "Precompiled", "precompiled_charsmap": table}] if table else []) + [
            {"type": "Strip", "strip_left": True, "strip_right": True}, {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}], "pair": [{"Sequence": {"id": "A", "type_id": 0}}],
                           "special_tokens": {"</s>": {"id": "</s>", "ids": [eos], "tokens": ["</s>"]}}},
        "decoder": None,
        "model": {"type": "Unigram", "unk_id": unk, "vocab": [list(piece) for piece in pieces], "byte_fallback": False}})
    golden(os.path.join(out, "golden-unigram.jsonl"), samples, lambda text: processor.encode(text) + [eos])


def bpe(corpus, out, size, samples):
    pieces, _, processor = train(corpus, os.path.join(out, "b"), model_type="bpe", vocab_size=size + 256, normalization_rule_name="identity", byte_fallback=True, add_dummy_prefix=False,
                             remove_extra_whitespaces=False, pad_id=0, eos_id=1, bos_id=2, unk_id=3)
    vocabulary = {piece: i for i, (piece, _) in enumerate(pieces)}
    # A piece's rank is its place; each merge is a way to put it together from two pieces, the lower ranks first, as the converters of transformers list them.
    merges = []
    for piece, rank in vocabulary.items():
        local = [(piece[:cut], piece[cut:]) for cut in range(1, len(piece)) if piece[:cut] in vocabulary and piece[cut:] in vocabulary]
        local.sort(key=lambda pair: (vocabulary[pair[0]], vocabulary[pair[1]]))
        merges += [(rank, pair) for pair in local]
    merges = [list(pair) for rank, pair in sorted(merges, key=lambda one: one[0]) if not (processor.is_control(rank) or processor.is_unknown(rank) or processor.is_byte(rank))]
    write(os.path.join(out, "bpe.json"), {
        "version": "1.0", "truncation": None,
        "padding": {"strategy": {"Fixed": 64}, "direction": "Right", "pad_to_multiple_of": None, "pad_id": 0, "pad_type_id": 0, "pad_token": "<pad>"},
        "added_tokens": [{"id": i, "content": pieces[i][0], "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True} for i in (0, 1, 2, 3)],
        "normalizer": {"type": "Replace", "pattern": {"String": " "}, "content": "▁"},
        "pre_tokenizer": {"type": "Split", "pattern": {"String": " "}, "behavior": "MergedWithPrevious", "invert": False},
        "post_processor": {"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}], "pair": [{"Sequence": {"id": "A", "type_id": 0}}],
                           "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
        "decoder": None,
        "model": {"type": "BPE", "dropout": None, "unk_token": "<unk>", "continuing_subword_prefix": None, "end_of_word_suffix": None, "fuse_unk": True, "byte_fallback": True,
                  "ignore_merges": False, "vocab": vocabulary, "merges": merges}})
    golden(os.path.join(out, "golden-bpe.jsonl"), samples, lambda text: processor.encode(text) + [1])


def golden(path, samples, ids):
    with open(path, "w", encoding="utf-8") as file:
        for text in samples:
            file.write(json.dumps({"text": text, "ids": ids(text)}, ensure_ascii=False) + "\n")


def write(path, document):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 2000, sys.argv[4] if len(sys.argv) > 4 else "nmt_nfkc")
