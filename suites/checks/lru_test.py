"""Puts the two methods of the answer into the class of the prompt and compares it with an ordered dictionary."""
import random
import sys
import textwrap
from collections import OrderedDict

CLASS = '''
class Node:
    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.prev = self.next = self

class Cache:
    def __init__(self, limit):
        self.limit = limit
        self.map = {}
        self.head = Node()

    def _unlink(self, node):
        node.prev.next = node.next
        node.next.prev = node.prev

    def _push_front(self, node):
        node.prev, node.next = self.head, self.head.next
        self.head.next.prev = node
        self.head.next = node

'''
with open("answer.py", encoding="utf-8") as file:
    methods = textwrap.dedent(file.read())
if "class Cache" in methods:
    source = methods if "class Node" in methods else CLASS.split("class Cache")[0] + methods
else:
    source = CLASS + textwrap.indent(methods, "    ")
space = {}
exec(source, space)
choice = random.Random(1)
for limit in (1, 2, 3, 5):
    cache, right = space["Cache"](limit), OrderedDict()
    for step in range(3000):
        key = choice.choice("abcdefg")
        if choice.random() < 0.5:
            value = right.get(key)
            if value is not None:
                right.move_to_end(key)
            if cache.get(key) != value:
                sys.exit(f"limit {limit}, step {step}: get {key} does not give {value}")
        else:
            right[key] = step + 1
            right.move_to_end(key)
            if len(right) > limit:
                right.popitem(last=False)
            cache.put(key, step + 1)
    if len(cache.map) != len(right):
        sys.exit(f"the map holds {len(cache.map)} entries instead of {len(right)}")
