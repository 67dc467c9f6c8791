"""Runs the asserts of the answer against fee and its mutants: three of them, right, and enough for every mutant but M5."""
import ast
import sys

FEE = '''
def fee(total_cents, weight_g, member):
    if total_cents >= 5000 or member:
        base = 0
    else:
        base = 490
    if weight_g > 20000:
        base += 1500
    return base
'''
MUTANTS = {
    "M1": ("total_cents >= 5000", "total_cents > 5000"),
    "M2": (" or ", " and "),
    "M3": ("weight_g > 20000", "weight_g >= 20000"),
    "M4": ("base += 1500", "base = 1500"),
    "M6": (" or member", ""),
}
with open("answer.py", encoding="utf-8") as file:
    tests = [node for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.Assert)]
if len(tests) != 3:
    sys.exit(f"{len(tests)} asserts instead of three")


def passes(source):
    space = {}
    exec(source, space)
    try:
        for test in tests:
            exec(compile(ast.Module([test], []), "answer", "exec"), space)
        return True
    except AssertionError:
        return False


if not passes(FEE):
    sys.exit("an assert fails on the function as it stands")
for name, (old, new) in MUTANTS.items():
    if passes(FEE.replace(old, new)):
        sys.exit(f"{name} survives")
