/** How a practice model writes. The differences are big enough that a reader would score them apart. */
export interface Persona {
  /** How much it says: 1 a line or two, 2 a normal answer, 3 a thorough one. */
  depth: 1 | 2 | 3;
  /** Honours counts and limits that the prompt sets; a careless one drops an item or runs over. */
  careful: boolean;
  voice: 'bare' | 'plain' | 'warm' | 'scholarly';
  emoji: boolean;
  /** Ends with a sentence in Vietnamese. */
  vietnamese: boolean;
  /** Sums up in a table. */
  table: boolean;
  /** Never comes to an end by itself. */
  rambling: boolean;
}

const plain: Persona = {
  depth: 2,
  careful: true,
  voice: 'plain',
  emoji: false,
  vietnamese: false,
  table: false,
  rambling: false,
};

export const personas = {
  hasty: { ...plain, careful: false },
  solid: plain,
  terse: { ...plain, depth: 1, voice: 'bare' },
  scholarly: { ...plain, depth: 3, voice: 'scholarly' },
  careful: { ...plain, depth: 3 },
  pondering: { ...plain, voice: 'warm' },
  tabular: { ...plain, table: true },
  colourful: { ...plain, voice: 'warm', emoji: true, vietnamese: true },
  rambling: { ...plain, careful: false, voice: 'warm', rambling: true },
} as const satisfies Record<string, Persona>;
