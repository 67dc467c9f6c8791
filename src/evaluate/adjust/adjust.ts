import type { Language } from '../model';
import { adjustGo } from './go';
import { balanced, withoutFences, type Change } from './text';

export interface Adjusted {
  files: Map<string, string>;
  changes: { file: string; what: string[]; before: string; after: string }[];
}

/**
 * The minor adjustments that need no thought, tried once for all files together: a stray fence, a package line, a
 * missing or unused import, a closing bracket at the end. Null where none of them applies.
 */
export function adjustFiles(language: Language, files: ReadonlyMap<string, string>, messages: string): Adjusted | null {
  const result: Adjusted = { files: new Map(files), changes: [] };
  for (const [file, before] of files) {
    const change: Change = { text: before, what: [] };
    withoutFences(change);
    if (language === 'go') adjustGo(change, file, messages);
    else adjusters[language](change, messages);
    if (language !== 'python') balanced(change);
    if (change.text === before) continue;
    result.files.set(file, change.text);
    result.changes.push({ file, what: change.what, before, after: change.text });
  }
  return result.changes.length === 0 ? null : result;
}

const rustPaths: Record<string, string> = {
  HashMap: 'std::collections::HashMap',
  BTreeMap: 'std::collections::BTreeMap',
  HashSet: 'std::collections::HashSet',
  BTreeSet: 'std::collections::BTreeSet',
  VecDeque: 'std::collections::VecDeque',
  Ordering: 'std::cmp::Ordering',
  fmt: 'std::fmt',
  Display: 'std::fmt::Display',
  Error: 'std::error::Error',
  FromStr: 'std::str::FromStr',
  Rc: 'std::rc::Rc',
  Arc: 'std::sync::Arc',
};

const pythonImports: Record<string, string> = {
  re: 'import re',
  math: 'import math',
  functools: 'import functools',
  itertools: 'import itertools',
  dataclass: 'from dataclasses import dataclass',
  field: 'from dataclasses import field',
  Optional: 'from typing import Optional',
  List: 'from typing import List',
  Dict: 'from typing import Dict',
  Tuple: 'from typing import Tuple',
  Callable: 'from typing import Callable',
  Any: 'from typing import Any',
  Union: 'from typing import Union',
  Enum: 'from enum import Enum',
  defaultdict: 'from collections import defaultdict',
  unittest: 'import unittest',
};

const adjusters: Record<Exclude<Language, 'go'>, (change: Change, messages: string) => void> = {
  rust(change, messages) {
    for (const [, name = ''] of messages.matchAll(/(?:cannot find|undeclared) [^`\n]*`(\w+)`/g))
      addLine(change, rustPaths[name] === undefined ? null : `use ${rustPaths[name]};`, name);
    for (const [, name = ''] of messages.matchAll(
      /use of (?:undeclared|unresolved) (?:type|module or unlinked crate) `(\w+)`/g,
    ))
      addLine(change, rustPaths[name] === undefined ? null : `use ${rustPaths[name]};`, name);
  },
  python(change, messages) {
    for (const [, name = ''] of messages.matchAll(/name '(\w+)' is not defined/g))
      addLine(change, pythonImports[name] ?? null, name);
    // An import that is only missed when a function runs.
    for (const name of ['re', 'math', 'functools', 'itertools', 'unittest'])
      if (
        new RegExp(`(?<![\\w.])${name}\\.\\w`).test(change.text) &&
        !new RegExp(`import[^\\n]*\\b${name}\\b`).test(change.text)
      )
        addLine(change, pythonImports[name] ?? null, name);
  },
  typescript(change) {
    const before = change.text;
    change.text = before.replace(/(from\s*['"]\.\/shelf)(?:\.js)?(['"])/g, '$1.ts$2');
    if (change.text !== before) change.what.push('the import names the file');
  },
};

function addLine(change: Change, line: string | null, name: string): void {
  if (line === null || change.text.includes(line) || !new RegExp(`\\b${name}\\b`).test(change.text)) return;
  // Behind what has to stand first: comments on the whole, attributes, imports from the future.
  const lines = change.text.split('\n');
  const from = lines.findIndex((one) => !/^(?:\s*$|\/\/|#|from __future__)/.test(one));
  lines.splice(Math.max(0, from), 0, line);
  change.text = lines.join('\n');
  change.what.push(`${name} is imported`);
}
