export interface Practice {
  readonly url: string;
  readonly port: number;
  output(): string;
  stop(): Promise<void>;
}
export function startPractice(options?: { port?: number; args?: string[] }): Promise<Practice>;
export function askLmStudio(url: string): Promise<'lmstudio' | 'other' | 'nothing'>;
