import { said } from '../../l10n/said';
import { join } from 'node:path';
import type { Category, Prompt } from '../../model/prompt';
import { promptSlug, slugOf, uniqueSlug } from '../heading';
import { duplicateCategory, newCategoryText, setFrontMatter } from './category';
import { deleteGroup, groupStep, moveGroup, renameGroup } from './groups';
import { EditRefused, stepPlace, type Place } from './places';
import {
  deletePrompt,
  duplicatePrompt,
  insertPrompt,
  movePrompt,
  newPromptBlock,
  oneLineTitle,
  promptBlock,
  renamePrompt,
} from './prompts';

/** A file as it was and as it is to be; null where it does not exist. */
export interface FileChange {
  file: string;
  before: string | null;
  after: string | null;
}

/** Where suite files are read and written: the disk, or an editor's open documents. */
export interface SuiteFiles {
  read(file: string): Promise<string | null>;
  /** Writes all or none. Throws `EditRefused` when a file is not as `before` says any more. */
  write(changes: FileChange[]): Promise<void>;
}

interface Edit {
  label: string;
  changes: FileChange[];
}

const rememberedEdits = 50;

/** Every change that the prompt manager makes: it works on suite files, never on answers or scores. */
export class SuiteEditor {
  private readonly done: Edit[] = [];

  constructor(
    private readonly files: SuiteFiles,
    /** The suites as they stand now, and the folder they are in. */
    private readonly suites: () => { categories: Category[]; folder: string },
  ) {}

  /** What `undo` would take back, or null. */
  get undoable(): string | null {
    return this.done.at(-1)?.label ?? null;
  }

  /** Takes the last edit back. Refuses, and changes nothing, when one of its files was changed since. Returns its label. */
  async undo(): Promise<string | null> {
    const edit = this.done.at(-1);
    if (!edit) return null;
    await this.files.write(edit.changes.map(({ file, before, after }) => ({ file, before: after, after: before })));
    this.done.pop();
    return edit.label;
  }

  /** Adds a prompt to overwrite; its id is a slug of the title, made unique. Returns the id. */
  async createPrompt(categoryId: string, prompt: { title: string; points: number; group: string | null }): Promise<string> {
    const id = this.freePromptId(promptSlug(categoryId, prompt.title));
    const block = newPromptBlock({ id, title: prompt.title, points: prompt.points });
    await this.change(`Create “${prompt.title}”`, categoryId, (source) =>
      insertPrompt(source, block, { group: prompt.group }),
    );
    return id;
  }

  async renamePrompt(prompt: Prompt, title: string): Promise<void> {
    await this.change(`Rename “${prompt.title}”`, prompt.categoryId, (source) => renamePrompt(source, prompt.id, title));
  }

  /** A copy below the original. Returns its id. */
  async duplicatePrompt(prompt: Prompt, title: string): Promise<string> {
    const id = this.freePromptId(prompt.id);
    await this.change(`Duplicate “${prompt.title}”`, prompt.categoryId, (source) =>
      duplicatePrompt(source, prompt.id, { id, title }),
    );
    return id;
  }

  async deletePrompts(prompts: Prompt[]): Promise<void> {
    const byCategory = Map.groupBy(prompts, (prompt) => prompt.categoryId);
    const changes = [...byCategory].map(([categoryId, own]) =>
      this.prepare(categoryId, (source) => own.reduce((text, prompt) => deletePrompt(text, prompt.id), source)),
    );
    const [first, ...others] = prompts;
    await this.apply(
      others.length === 0 ? `Delete “${first?.title}”` : `Delete ${prompts.length} prompts`,
      await Promise.all(changes),
    );
  }

  /** Moves prompts, in the order given, to a place in that category. Ids never change. */
  async movePrompts(prompts: Prompt[], categoryId: string, place: Place): Promise<void> {
    const blocks: string[] = [];
    const changes: FileChange[] = [];
    const strangers = prompts.filter((prompt) => prompt.categoryId !== categoryId);
    for (const [fromId, own] of Map.groupBy(strangers, (prompt) => prompt.categoryId)) {
      changes.push(
        await this.prepare(fromId, (source) => {
          blocks.push(...own.map((prompt) => promptBlock(source, prompt.id)));
          return own.reduce((text, prompt) => deletePrompt(text, prompt.id), source);
        }),
      );
    }
    const target = await this.prepare(categoryId, (source) => {
      const natives = prompts.filter((prompt) => prompt.categoryId === categoryId);
      // After a given prompt, each one goes behind the one before it; anywhere else the order comes by itself.
      const isAfter = 'after' in place;
      const steps = [
        ...natives.map((prompt) => (text: string) => movePrompt(text, prompt.id, place)),
        ...blocks.map((block) => (text: string) => insertPrompt(text, block, place)),
      ];
      return (isAfter ? steps.reverse() : steps).reduce((text, step) => step(text), source);
    });
    const [first, ...others] = prompts;
    await this.apply(others.length === 0 ? `Move “${first?.title}”` : `Move ${prompts.length} prompts`, [
      ...changes,
      target,
    ]);
  }

  /** One step up or down, also into the group beyond. Returns false at the edge of the category. */
  async stepPrompt(prompt: Prompt, step: 'up' | 'down'): Promise<boolean> {
    const { title } = prompt;
    return this.change(step === 'up' ? `Move “${title}” up` : `Move “${title}” down`, prompt.categoryId, (source) => {
      const place = stepPlace(source, prompt.id, step);
      return place ? movePrompt(source, prompt.id, place) : source;
    });
  }

  async renameGroup(categoryId: string, group: string, title: string): Promise<void> {
    await this.change(`Rename “${group}”`, categoryId, (source) => renameGroup(source, group, title));
  }

  async deleteGroup(categoryId: string, group: string): Promise<void> {
    await this.change(`Delete “${group}”`, categoryId, (source) => deleteGroup(source, group));
  }

  async stepGroup(categoryId: string, group: string, step: 'up' | 'down'): Promise<boolean> {
    return this.change(step === 'up' ? `Move “${group}” up` : `Move “${group}” down`, categoryId, (source) => {
      const before = groupStep(source, group, step);
      return before === undefined ? source : moveGroup(source, group, before);
    });
  }

  async moveGroup(categoryId: string, group: string, before: string | null): Promise<void> {
    await this.change(`Move “${group}”`, categoryId, (source) => moveGroup(source, group, before));
  }

  /** Adds an empty suite file. Returns the category's id. */
  async createCategory(title: string): Promise<string> {
    const name = oneLineTitle(title);
    const id = this.freeCategoryId(slugOf(name, 'category'));
    const order = this.nextOrder();
    await this.addFile(`Create “${name}”`, id, newCategoryText({ id, title: name, order }));
    return id;
  }

  /** Adds a suite file whose text is there already, as after an import. Returns its path. */
  async addSuite(label: string, id: string, text: string): Promise<string> {
    return this.addFile(label, id, text);
  }

  async renameCategory(categoryId: string, title: string): Promise<void> {
    const name = oneLineTitle(title);
    await this.change(`Rename “${this.category(categoryId).title}”`, categoryId, (source) =>
      setFrontMatter(source, 'category', name),
    );
  }

  /** A copy of the file with ids of its own. Returns the category's id. */
  async duplicateCategory(categoryId: string, title: string): Promise<string> {
    const { file } = this.category(categoryId);
    const source = await this.require(file);
    const id = this.freeCategoryId(slugOf(title, 'category'));
    const taken = new Set(this.prompts().map((prompt) => prompt.id));
    const copy = { from: categoryId, id, title, order: this.nextOrder() };
    await this.addFile(`Duplicate “${this.category(categoryId).title}”`, id, duplicateCategory(source, copy, taken));
    return id;
  }

  async deleteCategory(categoryId: string): Promise<void> {
    const { file, title } = this.category(categoryId);
    await this.apply(`Delete “${title}”`, [{ file, before: await this.require(file), after: null }]);
  }

  async stepCategory(categoryId: string, step: 'up' | 'down'): Promise<boolean> {
    const ids = this.suites().categories.map((category) => category.id);
    const at = ids.indexOf(categoryId);
    const to = at + (step === 'up' ? -1 : 1);
    if (at === -1 || to < 0 || to >= ids.length) return false;
    await this.orderCategories(ids.with(at, ids[to] ?? '').with(to, categoryId), categoryId);
    return true;
  }

  /** Puts a category before another one, or at the end. */
  async moveCategory(categoryId: string, before: string | null): Promise<void> {
    if (before === categoryId) return;
    const ids = this.suites().categories.map((category) => category.id).filter((id) => id !== categoryId);
    const at = before === null ? ids.length : ids.indexOf(before);
    await this.orderCategories(ids.toSpliced(at === -1 ? ids.length : at, 0, categoryId), categoryId);
  }

  /** A prompt id that no suite uses yet. */
  freePromptId(wanted: string): string {
    return uniqueSlug(wanted, new Set(this.prompts().map((prompt) => prompt.id)));
  }

  freeCategoryId(wanted: string): string {
    // These two names are files of another kind in the same folder.
    const taken = this.suites().categories.map((category) => category.id);
    return uniqueSlug(wanted, new Set([...taken, 'readme', 'system-prompts']));
  }

  nextOrder(): number {
    const { categories } = this.suites();
    return Math.max(categories.length, ...categories.map((category) => Math.floor(category.order ?? 0))) + 1;
  }

  /** Writes `order` only into the files where it has to change. */
  private async orderCategories(ids: string[], moved: string): Promise<void> {
    const changes: FileChange[] = [];
    for (const [index, id] of ids.entries())
      if (this.category(id).order !== index + 1)
        changes.push(await this.prepare(id, (source) => setFrontMatter(source, 'order', index + 1)));
    await this.apply(`Move “${this.category(moved).title}”`, changes);
  }

  private async addFile(label: string, id: string, text: string): Promise<string> {
    const file = join(this.suites().folder, `${id}.md`);
    if ((await this.files.read(file)) !== null)
      throw new EditRefused(said`There is already a file ${id}.md among the suites; rename or remove it first.`);
    await this.apply(label, [{ file, before: null, after: text }]);
    return file;
  }

  private async change(label: string, categoryId: string, edit: (source: string) => string): Promise<boolean> {
    return this.apply(label, [await this.prepare(categoryId, edit)]);
  }

  private async prepare(categoryId: string, edit: (source: string) => string): Promise<FileChange> {
    const { file } = this.category(categoryId);
    const before = await this.require(file);
    return { file, before, after: edit(before) };
  }

  /** Returns false when there was nothing to change. */
  private async apply(label: string, changes: FileChange[]): Promise<boolean> {
    const real = changes.filter(({ before, after }) => before !== after);
    if (real.length === 0) return false;
    await this.files.write(real);
    this.done.push({ label, changes: real });
    if (this.done.length > rememberedEdits) this.done.shift();
    return true;
  }

  private async require(file: string): Promise<string> {
    const source = await this.files.read(file);
    if (source === null) throw new EditRefused(said`The file ${file} no longer exists.`);
    return source;
  }

  private category(id: string): Category {
    const category = this.suites().categories.find((other) => other.id === id);
    if (!category) throw new EditRefused(said`The category “${id}” no longer exists.`);
    return category;
  }

  private prompts(): Prompt[] {
    return this.suites().categories.flatMap((category) => category.prompts);
  }
}
