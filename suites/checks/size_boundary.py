"""Calls size of the answer around every place at which the unit changes, where the rounded number decides."""
import sys
from fractions import Fraction

from answer import size

UNITS = ["KiB", "MiB", "GiB", "TiB"]


def expected(n):
    if n < 1024:
        return f"{n} B"
    for power, unit in enumerate(UNITS, 1):
        tenths = int(Fraction(n * 10, 1024**power) + Fraction(1, 2))
        if tenths < 10240 or unit == "TiB":
            return f"{tenths // 10}.{tenths % 10} {unit}"


for power in range(1, 5):
    limit = 1024**power
    edge = limit * 1024 - limit // 20
    near = range(edge - 3, edge + 4) if power > 1 else (1048524, 1048525)
    for n in [limit - 1, limit, limit + 1, *near]:
        if Fraction(n * 20, limit).denominator == 1:
            continue
        if size(n) != expected(n):
            sys.exit(f"size({n}) is {size(n)!r} instead of {expected(n)!r}")
