"""Runs the asserts of the answer against fee and its mutants, and says which of them they let pass."""
import ast
import os

nonce = os.environ.pop("LLP_NONCE")
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
# Whatever could look at the function instead of calling it is for a person to read.
ALLOWED = (ast.Assert, ast.Compare, ast.cmpop, ast.Call, ast.keyword, ast.Constant, ast.Name, ast.Load, ast.UnaryOp, ast.unaryop, ast.BinOp, ast.operator, ast.BoolOp, ast.boolop)


def say(text):
    print(f"\n{nonce} {text}", flush=True)


with open("answer.py", encoding="utf-8") as file:
    tests = [node for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.Assert)]
say(f"asserts: {len(tests)}")
for test in tests:
    for node in ast.walk(test):
        if not isinstance(node, ALLOWED) or isinstance(node, ast.Name) and node.id != "fee":
            say("? an assert does more than to call fee and compare")
            raise SystemExit


def passes(source):
    space = {}
    exec(source, space)
    try:
        for test in tests:
            exec(compile(ast.Module([test], []), "answer", "exec"), space)
        return "passes"
    except AssertionError:
        return "is noticed"


say(f"fee as it stands {passes(FEE)}")
for name, (old, new) in MUTANTS.items():
    say(f"{name} {passes(FEE.replace(old, new))}")
