export function drawn(text: string): Promise<string>;
