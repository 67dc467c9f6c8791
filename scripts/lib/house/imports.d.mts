export interface Import {
  from: string;
  to: string;
  kind: 'value' | 'type' | 'dynamic';
}
export function sourceFiles(): string[];
export function importsOfSource(): Import[];
export function importsIn(text: string, name: string): { specifier: string; kind: Import['kind'] }[];
export function resolved(from: string, specifier: string): string | null;
