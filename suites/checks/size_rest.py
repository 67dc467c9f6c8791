"""Calls size of the answer with the table of the prompt and with numbers far beyond TiB."""
import sys

from answer import size

TABLE = {0: "0 B", 1023: "1023 B", 1536: "1.5 KiB", 1024**2: "1.0 MiB", 5 * 1024**3: "5.0 GiB", 1024**5: "1024.0 TiB", 3 * 1024**6: "3145728.0 TiB"}
for n, text in TABLE.items():
    if size(n) != text:
        sys.exit(f"size({n}) is {size(n)!r} instead of {text!r}")
