"""Tries the expression of the answer in Python on the prompt's table, and on every short text of its characters."""
import itertools
import re
import sys

with open("answer.txt", encoding="utf-8", newline="") as file:
    expression = re.compile(file.read().strip())


def right(text):
    whole, point, cents = text.partition(".")
    groups = whole.split(",")
    if any(character not in "0123456789,." for character in text) or point and len(cents) != 2 or "," in cents or "." in cents:
        return False
    if whole == "0":
        return True
    return groups[0][:1] not in ("", "0") and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


table = "0|7|999|1,000|12,345,678.90|0.50|1.00||007|1000|1,00|,100|1,000.5|0,123|-5|1,\u0663\u0663\u0663|1,000\n|\n|1.00\n|0\n"
texts = table.split("|") + ["".join(some) for size in range(8) for some in itertools.product("05,.", repeat=size)]
for text in texts:
    if bool(expression.search(text)) != right(text):
        sys.exit(f"{text!r} is {'refused' if right(text) else 'accepted'} in Python")
