"""Calls share of the answer with weights that must be refused, and says which errors come, and how many messages."""
import os

nonce = os.environ.pop("LLP_NONCE")
from answer import share

messages = set()
for weights in ([], [1, -1, 2], [0, 0]):
    try:
        share(10, weights)
        came = "a result"
    except ValueError as error:
        came = "a ValueError"
        messages.add(str(error))
    print(f"\n{nonce} share(10, {weights}) gives {came}", flush=True)
print(f"\n{nonce} messages that can be told apart: {len(messages)}", flush=True)
