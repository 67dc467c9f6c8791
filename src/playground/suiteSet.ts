import type { Category, Prompt } from '../model/prompt';
import type { LoadedSuites } from '../suites/load';

/** The suites in use: the workspace's own, else the bundled ones. */
export class SuiteSet {
  private loaded: LoadedSuites = { categories: [], problems: [], folder: '' };

  constructor(
    private readonly workspace: string | null,
    private readonly bundled: string,
  ) {}

  async load(): Promise<LoadedSuites> {
    const { loadSuites, suitesFolder } = await import('../suites/load');
    this.loaded = await loadSuites(await suitesFolder(this.workspace, this.bundled));
    return this.loaded;
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
}
