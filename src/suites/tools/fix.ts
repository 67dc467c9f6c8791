export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** One way to mend what is underlined on a line. */
export interface Fix {
  title: string;
  edits: TextEdit[];
  /** True where there is hardly another sensible way. */
  preferred: boolean;
}

export function fix(title: string, edits: TextEdit[], preferred = false): Fix {
  return { title, edits, preferred };
}
