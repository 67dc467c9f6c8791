import type { Brief } from './brief';
import type { Persona } from './persona';
import type { Random } from './random';
import type { Snippet } from './snippet';
import { snippets } from './snippets';

/** A program for the task if it is a known one, else one that at least works with the prompt's own words. */
export function answerCode(brief: Brief, persona: Persona, random: Random): string {
  const language = languageOf(brief.text);
  const known = snippets.find((snippet) => snippet.clue.test(brief.text));
  const snippet = known ?? genericSnippet(brief.topics);
  const program = language === 'go' ? snippet.go : snippet.python;
  const block = `\`\`\`${language}\n${persona.careful || !known ? program : withoutComments(program)}\n\`\`\``;
  if (persona.depth === 1) return block;

  const foreign = foreignLanguage(brief.text);
  const parts = [`## ${snippet.title}`];
  if (foreign)
    parts.push(
      `I will show the idea in ${language === 'go' ? 'Go' : 'Python'}; the ${foreign} version has the same structure.`,
    );
  else
    parts.push(
      random.pick([
        'Here is a complete program that you can run as it is:',
        'This is a working version:',
        'A direct solution:',
      ]),
    );
  parts.push(block, '**How it works**');
  const notes = persona.careful ? snippet.notes : snippet.notes.slice(0, 1);
  parts.push(notes.map((note) => `- ${note}`).join('\n'));
  if (persona.depth === 3) parts.push(testing(language, brief.topics));
  return parts.join('\n\n');
}

function languageOf(text: string): 'go' | 'python' {
  const go = text.search(/\bgolang\b|\bGo\b/);
  const python = text.search(/\bpython\b/i);
  return go >= 0 && (python < 0 || go < python) ? 'go' : 'python';
}

function foreignLanguage(text: string): string | undefined {
  if (/\bgolang\b|\bGo\b|\bpython\b/i.test(text)) return undefined;
  return /\b(Rust|TypeScript|JavaScript|Java|C\+\+|C#|SQL|Kotlin|Swift|Bash)(?![\w+#])/i.exec(text)?.[1];
}

function withoutComments(program: string): string {
  return program.replace(/^\s*(?:\/\/.*|""".*""")\n/gm, '');
}

function testing(language: 'go' | 'python', topics: readonly string[]): string {
  const command = language === 'go' ? 'go run .' : 'python3 main.py';
  return [
    '**Checking it**',
    `Run \`${command}\` and compare the output with a case you have worked out by hand. ` +
      `Then try the edges: an empty input, a single element, and the largest ${topics[0]} you expect.`,
    'What I would improve next: a table of test cases beside the code, and an error value instead of silence where the input makes no sense.',
  ].join('\n\n');
}

function genericSnippet(topics: readonly string[]): Snippet {
  const word = (topics.find((topic) => /^[a-z]+$/i.test(topic)) ?? 'items').toLowerCase();
  const camel = word.charAt(0).toUpperCase() + word.slice(1);
  return {
    title: `A start on ${topics.slice(0, 2).join(' and ')}`,
    clue: /$^/,
    python: `def group_${word}(records, key):
    """Groups records by a key function and keeps their order."""
    groups = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return groups


if __name__ == "__main__":
    print(group_${word}(["apple", "avocado", "banana"], key=lambda r: r[0]))`,
    go: `package main

import "fmt"

// group${camel} groups records by a key function and keeps their order.
func group${camel}(records []string, key func(string) string) map[string][]string {
	groups := map[string][]string{}
	for _, record := range records {
		k := key(record)
		groups[k] = append(groups[k], record)
	}
	return groups
}

func main() {
	fmt.Println(group${camel}([]string{"apple", "avocado", "banana"}, func(r string) string { return r[:1] }))
}`,
    notes: [
      `It only prepares ${topics[0]}: the records are grouped, the rule that you ask for still has to be filled in.`,
      'Grouping takes one pass over the records.',
      'The key is a parameter, so the same code serves other fields.',
    ],
  };
}
