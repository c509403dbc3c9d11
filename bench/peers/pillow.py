"""What most programs in Python do before the model: Pillow decodes in full and resizes, numpy normalises, a process a core.

pillow.py FOLDER [--size 224] [--jobs N]  ->  {"photos", "seconds", "photosPerSecond"}
The encoder is not run here; the benchmark adds its time.
"""
import argparse
import json
import multiprocessing
import os
import time

import numpy
from PIL import Image, ImageOps

MEAN = numpy.array([0.48145466, 0.4578275, 0.40821073], numpy.float32)
DEVIATION = numpy.array([0.26862954, 0.26130258, 0.27577711], numpy.float32)


def prepare(job):
    path, size = job
    picture = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    scale = size / min(picture.size)
    picture = picture.resize([max(size, int(side * scale)) for side in picture.size], Image.BICUBIC)
    left, top = (picture.width - size) // 2, (picture.height - size) // 2
    pixels = numpy.asarray(picture.crop((left, top, left + size, top + size)), numpy.float32) / 255
    return float(((pixels - MEAN) / DEVIATION).transpose(2, 0, 1).mean())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    jobs = [
        (os.path.join(folder, name), options.size)
        for folder, _, names in os.walk(options.folder)
        for name in names
        if name.lower().endswith((".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"))
    ]
    with multiprocessing.Pool(options.jobs) as pool:
        pool.map(prepare, jobs[: options.jobs])
        start = time.perf_counter()
        pool.map(prepare, jobs, chunksize=1)
        seconds = time.perf_counter() - start
    print(json.dumps({"photos": len(jobs), "seconds": seconds, "photosPerSecond": len(jobs) / seconds}))


if __name__ == "__main__":
    main()
