import type { Language } from '../model';
import { fencesOf, type Fence } from './fences';
import { languageFiles, languageOfName, type LanguageFiles } from './languages';
import { nameAbove, nameInComment, nameInInfo } from './names';

export interface Extracted {
  language: Language | null;
  /** By the name they are saved under: the code, its tests, further files of the package. */
  files: Map<string, string>;
  leftOut: { what: string; why: string }[];
}

interface Piece {
  name: string | null;
  content: string;
  /** For people: where it stood. */
  what: string;
  closed: boolean;
}

/**
 * Takes the files out of an answer's fenced blocks. Names stand in the info string, on the line above or in the first
 * comment; a block without one is known by what is in it. One block may hold both files. Of two files with one name
 * the later counts. What was left out is reported, so that nobody wonders where it went.
 */
export function extractFiles(text: string, language?: Language): Extracted {
  const pieces = fencesOf(text).flatMap((fence) => piecesOf(fence));
  const chosen = language ?? likelyLanguage(text, pieces);
  const result: Extracted = { language: chosen, files: new Map(), leftOut: [] };
  if (chosen === null) {
    for (const piece of pieces) result.leftOut.push({ what: piece.what, why: 'not in a language that can be run' });
    return result;
  }
  const rules = languageFiles[chosen];
  for (const piece of pieces) {
    const place = placeOf(piece, rules);
    const known = place.name === rules.code ? result.files.get(rules.code) : undefined;
    if (place.name === null) result.leftOut.push({ what: piece.what, why: place.why });
    else if (piece.name === null && known !== undefined && rules.hasApi(known) && !rules.hasApi(piece.content))
      result.leftOut.push({ what: piece.what, why: 'a part of the code again, or how it is used' });
    else {
      if (result.files.has(place.name))
        result.leftOut.push({ what: `${place.name}, the earlier one`, why: 'a later block has the same name' });
      result.files.set(place.name, piece.content);
    }
  }
  return result;
}

/** The files in what is itself code: one, or two that stand in it one after the other. */
export function splitCode(text: string, language: Language): Map<string, string> {
  const files = new Map<string, string>();
  const rules = languageFiles[language];
  const pieces = splitContent(text, 'the file').map((piece, index) => ({
    ...piece,
    name: piece.name ?? (index === 0 ? rules.code : null),
  }));
  for (const piece of pieces) {
    const place = placeOf(piece, rules);
    if (place.name !== null) files.set(place.name, piece.content);
  }
  return files;
}

function piecesOf(fence: Fence): Piece[] {
  const what = `block at line ${fence.line + 1}${fence.info === '' ? '' : ` (${fence.info.slice(0, 40)})`}`;
  const named = nameInInfo(fence.info) ?? nameAbove(fence.above);
  const pieces = splitContent(fence.content, what).map((piece) => ({ ...piece, closed: fence.closed }));
  const [first, ...others] = pieces;
  if (!first) return [];
  const infoLanguage = fence.info.split(/[\s:{,]/)[0]?.toLowerCase() ?? '';
  const known = Object.values(languageFiles).some(({ fences }) => fences.includes(infoLanguage));
  // A name of another kind than the block's own language is about something else, as in "run it with config.json".
  const name = first.name ?? (named !== null && (!known || matches(named, infoLanguage)) ? named : null);
  return [{ ...first, name, what: known || infoLanguage === '' || name !== null ? what : `${what}` }, ...others].map(
    (piece) => ({
      ...piece,
      name: piece.name ?? (known || infoLanguage === '' ? null : `?.${infoLanguage}`),
    }),
  );
}

function matches(name: string, infoLanguage: string): boolean {
  const language = languageOfName(name);
  return language === null || languageFiles[language].fences.includes(infoLanguage);
}

/** Cuts at comments that name a file, and in Go at a second package line, with the comments right above it. */
function splitContent(content: string, what: string): Piece[] {
  const lines = content.split('\n');
  const pieces: { name: string | null; lines: string[] }[] = [{ name: null, lines: [] }];
  let packages = 0;
  let commented = 0;
  let quoted = false;
  for (const line of lines) {
    const current = pieces[pieces.length - 1];
    if (!current) break;
    const name = quoted ? null : nameInComment(line);
    const blank = current.lines.every((one) => /^\s*(?:\/\/.*|#.*)?$/.test(one));
    if (name !== null && (blank || languageOfName(name) !== null)) {
      if (blank) {
        current.name ??= name;
        current.lines.push(line);
      } else pieces.push({ name, lines: [line] });
      packages = blank ? packages : 0;
      continue;
    }
    // A package line in a raw string is text.
    if (!quoted && /^package\s+\w+\s*(?:\/\/.*)?$/.test(line) && packages++ > 0) {
      packages = 1;
      pieces.push({ name: null, lines: [...current.lines.splice(current.lines.length - commented), line] });
      continue;
    }
    if (!quoted && selfImport.test(line) && api.test(current.lines.join('\n'))) {
      pieces.push({ name: null, lines: [...current.lines.splice(importsAbove(current.lines, line)), line] });
      continue;
    }
    commented = /^\s*\/\//.test(line) ? commented + 1 : 0;
    if ((line.match(/`/g) ?? []).length % 2 === 1) quoted = !quoted;
    current.lines.push(line);
  }
  return pieces
    .map((piece) => ({ name: piece.name, content: piece.lines.join('\n'), what, closed: true }))
    .filter((piece) => piece.content.trim() !== '');
}

/** Tests that stand below the code take from the package what they test; code never imports itself. */
const selfImport =
  /^(?:from\s+shelf\s+import\b|import\s+shelf\b|(?:import\s[^'"]*|\}\s*)from\s+['"]\.\/shelf(?:\.[jt]s)?['"]|use\s+shelf::)/;
const api = /^(?:def\s+parse\s*\(|export\s+(?:async\s+)?(?:function|const)\s+parse\b|\s*pub\s+fn\s+parse\b)/m;

/** Where in `lines` the imports begin that stand right above an import. */
function importsAbove(lines: readonly string[], importing: string): number {
  let at = lines.length;
  // An import over several lines begins further above.
  if (importing.startsWith('}')) while (at > 0 && !/^import\b/.test(lines[at] ?? '')) at--;
  while (at > 0 && /^(?:import\b|from\b|use\b|#|\/\/|\s*$)/.test(lines[at - 1] ?? '')) at--;
  return at;
}

function placeOf(piece: Piece, rules: LanguageFiles): { name: string; why: '' } | { name: null; why: string } {
  const { name, content } = piece;
  if (name?.startsWith('?.')) return { name: null, why: `not ${rules.fences[0]}` };
  if (name === null) {
    if (rules.hasApi(content)) return { name: rules.code, why: '' };
    if (rules.isTest(content)) return { name: rules.test, why: '' };
    if (rules.isCode(content)) return { name: rules.code, why: '' };
    return { name: null, why: 'it has no file name and does not look like one of the files' };
  }
  const lower = name.toLowerCase();
  if (lower === rules.code || lower === rules.test) return { name: lower, why: '' };
  const alias = rules.aliases[lower];
  if (alias) return { name: rules[alias], why: '' };
  if (!lower.endsWith(rules.extension))
    return { name: null, why: `“${lower.slice(0, 60)}” is not one of the task’s files` };
  if (rules.more?.test(lower)) return { name: lower, why: '' };
  return { name: null, why: `“${lower.slice(0, 60)}” is not one of the task’s files` };
}

function likelyLanguage(text: string, pieces: Piece[]): Language | null {
  const counts = new Map<Language, number>();
  const add = (language: Language | null, weight: number): void => {
    if (language) counts.set(language, (counts.get(language) ?? 0) + weight);
  };
  for (const piece of pieces) add(piece.name === null ? null : languageOfName(piece.name), piece.content.length);
  for (const fence of fencesOf(text)) {
    const word = fence.info.split(/[\s:{,]/)[0]?.toLowerCase() ?? '';
    const found = Object.entries(languageFiles).find(([, { fences }]) => fences.includes(word));
    if (found) add(found[0] as Language, fence.content.length);
    else if (word === '' && /^\s*package\s+\w+/m.test(fence.content)) add('go', fence.content.length);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
