import { print, printJson, withPlayground, type CommonOptions } from './context';
import { visible } from './textTable';

export interface SearchCommandOptions extends CommonOptions {
  in?: 'prompts' | 'outputs' | 'bots';
  limit: number;
}

export async function search(query: string, options: SearchCommandOptions): Promise<void> {
  await withPlayground(
    options,
    async (playground) => {
      const hits = playground.search(query, {
        limit: options.limit,
        ...(options.in === undefined ? {} : { in: options.in }),
      });
      if (options.json) {
        printJson(hits);
        return;
      }
      for (const hit of hits) print(`${hit.kind} ${hit.id}  ${visible(hit.title)}\n    ${visible(hit.snippet)}`);
      if (hits.length === 0) print('Nothing found.');
    },
    { reading: true },
  );
}
