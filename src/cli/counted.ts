/** `1 prompt`, `2 prompts`, `1 category`, `6 categories`. */
export function counted(count: number, one: string): string {
  const many = one.endsWith('y') && !/[aeou]y$/.test(one) ? `${one.slice(0, -1)}ies` : `${one}s`;
  return `${count} ${count === 1 ? one : many}`;
}
