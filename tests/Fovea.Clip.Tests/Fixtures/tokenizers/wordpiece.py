"""Writes a WordPiece tokenizer in the shape that BERT's have (Chinese-CLIP, jina-clip), from the words of a text.

    python3 wordpiece.py TEXTS OUT.json [WORDS]

TEXTS: JSON lines with "text" (golden-bpe.jsonl), or a sentence a line. The ids beside it, golden-wordpiece.jsonl, are those of Hugging Face's tokenizers
(Tokenizers.DotNet 1.4.1) for this file and the texts of golden-bpe.jsonl and some of its own.
"""
import collections
import json
import re
import sys
import unicodedata


def main(texts, out, words):
    lines = [json.loads(line)["text"] if line.startswith("{") else line for line in open(texts, encoding="utf-8")]
    counts, characters = collections.Counter(), set()
    for line in lines:
        plain = "".join(c for c in unicodedata.normalize("NFD", line.lower()) if unicodedata.category(c) != "Mn")
        characters |= {c for c in plain if not c.isspace()}
        counts.update(re.findall(r"\w+", plain))
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    # A sixth of the characters goes without pieces: unknown words must come up too.
    for i, c in enumerate(sorted(characters)):
        if c.isascii() or i % 6:
            pieces += [c, "##" + c]
    for word, _ in counts.most_common(words):
        pieces += [word, word[:3], "##" + word[-3:], "##" + word[2:]]
    vocabulary = {piece: i for i, piece in enumerate(dict.fromkeys(pieces))}
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    document = {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [{"id": vocabulary[t], "content": t, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True} for t in special],
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "TemplateProcessing",
                           "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
                           "pair": [{"Sequence": {"id": "A", "type_id": 0}}],
                           "special_tokens": {t: {"id": t, "ids": [vocabulary[t]], "tokens": [t]} for t in ("[CLS]", "[SEP]")}},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": vocabulary}}
    with open(out, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 300)
