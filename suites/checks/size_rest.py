"""Calls size of the answer with the table of the prompt and with numbers far beyond TiB."""
import os

nonce = os.environ.pop("LLP_NONCE")
from answer import size

for n in (0, 1023, 1536, 1024**2, 5 * 1024**3, 1024**5, 3 * 1024**6):
    got = size(n)
    print(f"\n{nonce} size({n}) is {ascii(got) if type(got) is str else type(got).__name__}", flush=True)
