"""Calls share of the answer with weights that must be refused, and asks for three messages that can be told apart."""
import sys

from answer import share

messages = set()
for weights in ([], [1, -1, 2], [0, 0]):
    try:
        sys.exit(f"share(10, {weights}) gives {share(10, weights)} instead of a ValueError")
    except ValueError as error:
        messages.add(str(error))
if len(messages) != 3:
    sys.exit("the three errors cannot be told apart")
