export const schemaFile: string;
export function exportSchema(): Promise<string>;
