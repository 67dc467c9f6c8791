"""Puts the two methods of the answer into the class of the prompt and says what get gives in thousands of steps."""
import os
import textwrap

nonce = os.environ.pop("LLP_NONCE")
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
state = 1


def below(bound):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % bound


for limit in (1, 2, 3, 5):
    cache, seen = space["Cache"](limit), []
    for step in range(3000):
        key = "abcdefg"[below(7)]
        if below(2) == 0:
            got = cache.get(key)
            seen.append(str(got) if got is None or type(got) is int else type(got).__name__)
        else:
            cache.put(key, step + 1)
        if step % 100 == 99:
            print(f"\n{nonce} limit {limit}, steps to {step + 1}: get gives {' '.join(seen)}", flush=True)
            seen = []
    print(f"\n{nonce} limit {limit}: the map holds {len(cache.map)} entries", flush=True)
