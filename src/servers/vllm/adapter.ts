import type { ServerFacts } from '../../model/chat';
import type { ModelInfo } from '../../model/server';
import { record, text, type JsonRecord } from '../json';
import { OpenAiAdapter } from '../openAi/adapter';

/** vLLM, and Aphrodite, which descends from it. Both serve what they were started with; there is nothing to load. */
export class VllmAdapter extends OpenAiAdapter {
  private version: string | null = null;

  override async listModels(signal?: AbortSignal): Promise<ModelInfo[]> {
    const [models, version] = await Promise.all([super.listModels(signal), this.ask('/version', signal)]);
    this.version = text(record(version)['version']);
    return models.map((model) => ({
      ...model,
      state: 'loaded',
      loadedContextLength: model.maxContextLength,
      instances: [model.id],
    }));
  }

  protected override completeFacts(facts: ServerFacts, _chunk: JsonRecord): ServerFacts {
    return this.version === null ? facts : { ...facts, runtime: { name: this.kind, version: this.version } };
  }
}
