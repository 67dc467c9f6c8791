import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promptText } from './bare.mjs';

const perCategory = 100;

/**
 * A whole tournament of one bot over so many prompts: with the queue, the database, raw logs and saved answers.
 * @param {typeof import('../../src/playground')} core
 * @param {string} workspace an empty folder
 * @param {string} url
 * @param {number} count a multiple of 100
 * @param {number} concurrency
 * @returns {Promise<{seconds: number, done: number, saved: number}>}
 */
export async function ourSeconds(core, workspace, url, count, concurrency) {
  writeSuites(workspace, count);
  const playground = await core.Playground.open({
    workspace,
    databaseFile: join(workspace, '.llp', 'playground.db'),
    bundledSuites: join(workspace, 'suites'),
    servers: [{ url, kind: 'openai-compatible', concurrency }],
  });
  try {
    await playground.refreshBots();
    const prompts = playground.suites.categories.flatMap((category) => category.prompts);
    const plan = playground.tournaments.plan({ bots: playground.store.bots.list(), prompts });
    const { id } = playground.tournaments.create(plan);
    const start = performance.now();
    const { counts } = await playground.tournaments.run(id);
    const seconds = (performance.now() - start) / 1000;
    const saved = playground.store.database.get('SELECT COUNT(*) AS runs FROM run WHERE output IS NOT NULL').runs;
    return { seconds, done: counts.done, saved };
  } finally {
    playground.close();
  }
}

/** @param {string} workspace @param {number} count */
function writeSuites(workspace, count) {
  mkdirSync(join(workspace, 'suites'), { recursive: true });
  for (let category = 0; category * perCategory < count; category++) {
    const id = `part-${category}`;
    const prompts = Array.from({ length: perCategory }, (_, index) => {
      const number = category * perCategory + index;
      const rubric =
        '### Rubric\n\n- **right** (10): It is right.\n  - full: Right.\n  - half: Nearly.\n  - none: Wrong.\n';
      return `## Question ${number} {#${id}-q${index} points=10}\n\n${promptText(number)}\n\n${rubric}`;
    });
    const head = `---\nid: ${id}\ncategory: Part ${category}\nversion: 1\n---\n\nGenerated.\n\n`;
    writeFileSync(join(workspace, 'suites', `${id}.md`), head + prompts.join('\n'));
  }
}
