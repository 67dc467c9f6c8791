import { said, SaidError } from '../l10n/said';
import { basename, join } from 'node:path';
import type { Language } from '../evaluate/model';
import type { Category, Prompt, SuiteProblem } from '../model/prompt';
import { ServerError } from '../model/server';
import type { LoadedSuites } from '../suites/load';

/** The suites in use: the workspace's own, else the bundled ones. */
export class SuiteSet {
  private loaded: LoadedSuites = { categories: [], problems: [], folder: '' };

  constructor(
    private readonly workspace: string | null,
    private readonly bundled: string,
    /** In which language tasks ask for programs; it holds from the next `load` on. */
    public codeLanguage: Language = 'go',
  ) {}

  async load(): Promise<LoadedSuites> {
    const { loadSuites, suitesFolder } = await import('../suites/load');
    const { putInLanguage } = await import('../suites/language');
    const { keptDraw } = await import('../suites/variants/kept');
    const folder = await suitesFolder(this.workspace, this.bundled);
    this.loaded = await loadSuites(folder, await keptDraw(this.workspace));
    if (this.codeLanguage !== 'go')
      this.loaded = await putInLanguage(this.loaded, taskFile(this.bundled, this.codeLanguage));
    return this.loaded;
  }

  /** The number of the draw that holds from now on. */
  async draw(figures: 'new' | 'published'): Promise<number> {
    if (this.workspace === null)
      throw new SaidError(said`Open a folder first: the figures that are drawn are kept in it, beside the answers.`);
    const { drawAgain, drawNone } = await import('../suites/variants/kept');
    if (figures === 'new') return (await drawAgain(this.workspace)).number;
    await drawNone(this.workspace);
    return 0;
  }

  get current(): LoadedSuites {
    return this.loaded;
  }

  get categories(): Category[] {
    return this.loaded.categories;
  }

  /** True when the suites that came with the extension are in use. */
  get areBundled(): boolean {
    return this.loaded.folder === this.bundled;
  }

  category(id: string): Category | null {
    return this.categories.find((category) => category.id === id) ?? null;
  }

  /** By id, or by `category/id`. */
  prompt(key: string): Prompt | null {
    const [first = '', second] = key.split('/');
    const within = second === undefined ? this.categories : this.categories.filter((category) => category.id === first);
    return within.flatMap((category) => category.prompts).find((prompt) => prompt.id === (second ?? first)) ?? null;
  }

  /** What is wrong with the files that these prompts stand in: what keeps one of them from being sent, and all else. */
  problemsOf(prompts: readonly Prompt[]): { stopping: SuiteProblem[]; others: SuiteProblem[] } {
    const stopping = new Set<SuiteProblem>();
    const files = new Set<string>();
    for (const prompt of prompts) {
      const category = this.category(prompt.categoryId);
      const current = category?.prompts.find(({ id, hash }) => id === prompt.id && hash === prompt.hash);
      // A version of earlier days is sent as it was then.
      if (!category || !current) continue;
      files.add(category.file);
      for (const problem of this.loaded.problems)
        if (isStopping(problem, category.file, current.id)) stopping.add(problem);
    }
    const others = this.loaded.problems.filter((problem) => files.has(problem.file) && !stopping.has(problem));
    return { stopping: [...stopping], others };
  }

  /** Throws a `ServerError`, as a server that refuses would, where the prompt must not be sent as it is read now. */
  requireSendable(prompt: Prompt): void {
    const [problem] = this.problemsOf([prompt]).stopping;
    if (problem)
      throw new ServerError(
        'bad-request',
        said`“${prompt.title}” is not sent, as its suite has a mistake: ${problemText(problem)}`,
      );
  }
}

/** The task of the shelf in a language other than Go, which stands in the suite itself; `bundled` as in `SuiteSet`. */
export function taskFile(bundled: string, language: Exclude<Language, 'go'>): string {
  return join(bundled, '..', 'evaluate', 'shelf', language, 'task.md');
}

/** Mistakes of prompts that are left out keep none of the others from being sent. */
function isStopping({ file, severity, promptId }: SuiteProblem, suite: string, prompt: string): boolean {
  return file === suite && severity === 'error' && (promptId === undefined || promptId === prompt);
}

/** `suite.md, line 3: …`; the file without its folder. */
export function problemText({ file, line, message }: SuiteProblem): string {
  return `${basename(file)}, line ${line + 1}: ${message}`;
}
