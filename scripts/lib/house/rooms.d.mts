export const rooms: Record<string, string[]>;
export const edges: string[];
export function roomOf(file: string): string | null;
export function featureOf(file: string): string | null;
export function isPage(file: string): boolean;
export function objection(from: string, to: string): string | null;
