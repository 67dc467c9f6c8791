import type { KnownPrompt } from './knownPrompt';

/** Tasks for which a first-time user sees what a good, a middling and a weak answer look like. */
export const knownPrompts: readonly KnownPrompt[] = [
  {
    clue: /model is 15 GB[\s\S]{0,200}six sit in[\s\S]{0,200}memory/i,
    good: `1. Think of a kitchen with two peelers. Nine baskets of potatoes go to a machine that peels a basket in a wink; six go to you and a small knife. For every single plate the machine works first and then you, never both at once, so the plate waits for both stretches of work.
2. Your card is the machine: 9 GB at 750 GB a second take 12 milliseconds per token. Main memory is you with the knife: 6 GB at 50 GB a second take 120 milliseconds.
3. One plate therefore takes 12 + 120 = 132 milliseconds, and 1000 / 132 is about 7.6 tokens a second. If the machine peeled all fifteen baskets, it would be 15 / 750 = 20 milliseconds, or 50 tokens a second.
4. It is tempting to average the two speeds: 0.6 × 750 + 0.4 × 50 = 470 GB a second, which promises 470 / 15, about 31 tokens a second; but the time goes by gigabytes divided by speed, and your knife alone uses 120 of the 132 milliseconds.
5. Now the model is shrunk to 11 GB, of which 9 GB stay on the card: how many tokens a second do you get?

Answer: 9 / 750 + 2 / 50 = 12 + 40 = 52 milliseconds, so about 19 tokens a second.`,
    fair: `1. Picture a kitchen with a peeling machine and a cook with a knife. Each plate needs both, one after the other.
2. The card needs 9 / 750 = 12 milliseconds per token, main memory needs 6 / 50 = 120 milliseconds.
3. Together that is 132 milliseconds, about 7.6 tokens a second. With everything on the card it would be 50.
4. The tempting mistake is to average the speeds: 0.6 × 750 + 0.4 × 50 = 470 GB a second, so about 31 tokens a second. That is wrong because the slow part slows everything down.
5. What if the model is shrunk to 11 GB with 9 GB on the card?

Answer: 9 / 750 + 2 / 50 = 52 milliseconds, about 19 tokens a second.`,
    poor: `1. Imagine two cooks who work side by side, a fast one and a slow one.
2. The card reads 9 GB in 12 milliseconds, memory reads 6 GB in 120 milliseconds.
3. The slower one decides, so you get 1000 / 120 = 8.3 tokens a second.
4. On average the speed is (750 + 50) / 2 = 400 GB a second.
5. With 11 GB it gets faster because the model is smaller.

Answer: 1000 / 40 = 25 tokens a second.`,
  },
  {
    clue: /\bshare\(cents\b/,
    good: `\`\`\`python
def share(cents: int, weights: list[int]) -> list[int]:
    """Divide cents in proportion to weights; the parts add up exactly."""
    if not weights:
        raise ValueError("the list of weights is empty")
    if any(w < 0 for w in weights):
        raise ValueError("a weight is negative")
    total = sum(weights)
    if total == 0:
        raise ValueError("all weights are zero")
    amount = abs(cents)
    parts = [amount * w // total for w in weights]
    order = sorted(range(len(weights)), key=lambda i: -(amount * weights[i] % total))
    for i in order[: amount - sum(parts)]:
        parts[i] += 1
    return parts if cents >= 0 else [-p for p in parts]
\`\`\`

| call | result |
|---|---|
| \`share(100, [1, 1, 1])\` | [34, 33, 33] |
| \`share(-5, [1, 1, 1])\` | [-2, -2, -1] |
| \`share(1, [0, 1, 1])\` | [0, 1, 0] |
| \`share(1000, [5, 3, 0, 3])\` | [454, 273, 0, 273] |
| \`share(10**18 + 1, [1, 1])\` | [500000000000000001, 500000000000000000] |

(a) Rounding each share to the nearest cent can hand out more than there is. With 8 cents for three equal people each exact share is 2.67, which rounds to 3, and 3 + 3 + 3 = 9.

(b) Rounding down cuts off less than one cent from each person. The cut-off pieces of n people therefore sum to less than n cents, so fewer cents are left than there are people.`,
    fair: `\`\`\`python
def share(cents: int, weights: list[int]) -> list[int]:
    """Divide cents in proportion to weights."""
    if not weights or sum(weights) == 0:
        raise ValueError("there is nothing to divide by")
    if min(weights) < 0:
        raise ValueError("a weight is negative")
    total = sum(weights)
    parts = [cents * w // total for w in weights]
    order = sorted(range(len(weights)), key=lambda i: -(cents * weights[i] % total))
    for i in order[: cents - sum(parts)]:
        parts[i] += 1
    return parts
\`\`\`

| call | result |
|---|---|
| \`share(100, [1, 1, 1])\` | [34, 33, 33] |
| \`share(-5, [1, 1, 1])\` | [-1, -2, -2] |
| \`share(1, [0, 1, 1])\` | [0, 1, 0] |
| \`share(1000, [5, 3, 0, 3])\` | [454, 273, 0, 273] |
| \`share(10**18 + 1, [1, 1])\` | [500000000000000001, 500000000000000000] |

Rounding each share can give out too much: 8 cents for three people would be 3 + 3 + 3 = 9. The rest is always small, because every share is only rounded down a little.`,
    poor: `\`\`\`python
def share(cents, weights):
    total = sum(weights)
    parts = [round(cents * w / total) for w in weights]
    parts[0] += cents - sum(parts)
    return parts
\`\`\`

The function rounds every share and gives the rest to the first person. This is needed because of floating-point errors.`,
  },
  {
    clue: /Zoran repairs lifts/,
    good: `Marta,

Lift 2 stopped at 4:10 between the sixth and seventh floors. It was the door contact, not the motor: I measured 38 ohms where there should be none. Cleaned, tested eleven times, no fault.

The fuses are where they were. I was after a 6.3-amp one and had to lift out the whole upper tray, so everything below it is now in order as well. What was lying there I put back face up, with the postage that I owed you for the torch batteries. The box outside the porter's door is emptied at nine.

The building has been told that one fitter is enough for a while. The porter says the lift has been asking for you; I told him it says that to all of us.

I oiled the hinge, so the lid no longer needs two people. The 13-millimetre spanner is yours, it always was; take it along wherever you work. I have ordered one.

Hang the machine-room key on the left hook when you are done with it.

Zoran`,
    fair: `Marta,

Lift 2 stopped again at 4:10 on the sixth floor. I cleaned the door contact and ran it eleven times; it works. I also found the 6.3-amp fuse in the end, at the very bottom of the box, under everything.

I have tidied the lower tray. Your papers are on top now, dry and in order, so that you do not forget them. I think you should take them along today.

The porter asked who breaks the lift so often. I said it was the passengers, they keep getting in.

You can have the 13-millimetre spanner. I do not need two. I can handle the night and the day for a while, the building is quiet.

Please put the key back on its hook.

Zoran`,
    poor: `Dear Marta,

I found your application in the toolbox while I was looking for a fuse. I am sad that you want to leave for a new city, but I will not stand in your way. You should send it! I will miss you and our eleven years together. Life is like a lift, sometimes it goes up and sometimes it goes down.

Goodbye and good luck with your future,
Zoran`,
  },
  {
    clue: /photosynthesis/i,
    good: `1. **Ingredients.** A leaf takes in water through the roots, carbon dioxide through tiny pores, and sunlight.
2. **Catching light.** Green chlorophyll in the chloroplasts absorbs mostly red and blue light and uses its energy to split water.
3. **Oxygen.** The oxygen of that water is set free; it is the oxygen we breathe.
4. **Sugar.** The stored energy turns carbon dioxide into sugar, which feeds the plant and becomes wood, starch and seed.
5. **Check yourself.** Most of a tree's dry mass comes from the air, not from the soil: can you say why?`,
    fair: `1. **Water** comes in through the roots.
2. **Carbon dioxide** comes in through the leaves.
3. **Light** is caught by the green chlorophyll.
4. **Sugar** is made, and the plant lives on it.
5. **Oxygen** is given off.`,
    poor: `1. Plants eat sunlight.
2. They breathe in oxygen and make carbon dioxide.
3. That is why they are green.`,
  },
];
