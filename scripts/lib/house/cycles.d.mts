export function cyclesIn(imports: { from: string; to: string }[]): string[][];
