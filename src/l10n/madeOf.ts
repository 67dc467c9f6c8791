import { fill } from './strings';

/** Who gave points, and what is open; the texts in English are in ui/givers/strings.ts. */
export interface MadeOfStrings {
  givenByHand: string;
  givenByProgram: string;
  givenByProposal: string;
  givenOpen: string;
}

/** Points by who gave them, and points that could be had for what nobody has settled. */
export interface MadeOf {
  given: number;
  proven: number;
  accepted: number;
  open: number;
}

/** `8 by hand · 12 by a program · 13 points open`, in any language; empty where there is nothing. */
export function madeOfText(of: MadeOf, strings: MadeOfStrings, number: (value: number) => string): string {
  const parts: [number, string][] = [
    [of.given, strings.givenByHand],
    [of.proven, strings.givenByProgram],
    [of.accepted, strings.givenByProposal],
    [Math.max(0, of.open), strings.givenOpen],
  ];
  return parts.flatMap(([points, text]) => (points === 0 ? [] : [fill(text, number(points))])).join(' · ');
}
