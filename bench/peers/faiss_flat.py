"""Exact search as most programs in Python do it: FAISS's IndexFlatIP over fp32 vectors.

faiss_flat.py ROWS COUNT DIMENSIONS QUERIES   (ROWS: plain half-precision rows; QUERIES: plain fp32 rows)
Prints one line about itself, then answers each line "FIRST COUNT K THREADS" on standard input with
"MILLISECONDS ID ID ...": the call's own time, and K ids for each of COUNT queries from FIRST on.
"""
import os
import sys
import time

import faiss
import numpy


def blas():
    """The library that multiplies matrices: with many queries at once the speed is its speed."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        names = {os.path.basename(line.split()[-1]) for line in maps if "blas" in line and ".so" in line}
    return ", ".join(sorted(names)) or "unknown"


def main():
    path, count, dimensions, queries = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    rows = numpy.memmap(path, numpy.float16, "r", shape=(count, dimensions))
    queries = numpy.fromfile(queries, numpy.float32).reshape(-1, dimensions)
    index = faiss.IndexFlatIP(dimensions)
    for first in range(0, count, 65536):
        index.add(numpy.ascontiguousarray(rows[first:first + 65536], numpy.float32))
    options = faiss.get_compile_options().strip() if hasattr(faiss, "get_compile_options") else "unknown"
    print(f"FAISS {faiss.__version__}, built for {options}, BLAS: {blas()}", flush=True)
    for line in sys.stdin:
        first, asked, k, threads = map(int, line.split())
        faiss.omp_set_num_threads(threads)
        batch = queries[numpy.arange(first, first + asked) % len(queries)]
        start = time.perf_counter()
        _, ids = index.search(batch, k)
        milliseconds = 1000 * (time.perf_counter() - start)
        print(milliseconds, *ids.ravel(), flush=True)


if __name__ == "__main__":
    main()
