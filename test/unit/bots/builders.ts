import type { Bot } from '../../../src/model/bot';
import type { Prompt } from '../../../src/model/prompt';

export function aBot(id: number, modelId: string, practice = false): Bot {
  return {
    id,
    name: `${modelId}-${id}`,
    server: 'http://127.0.0.1:1234',
    modelId,
    practice,
    parameters: {},
    deletedAt: null,
  } as Bot;
}

export function aPrompt(at: number): Prompt {
  return {
    id: `p${at}`,
    categoryId: 'booting',
    title: `Prompt ${at}`,
    text: 'Say one.',
    points: 10,
    rubric: [],
  } as unknown as Prompt;
}
