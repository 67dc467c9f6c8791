/** How many cases a property is tried with: a fifth of what a long run (`LLP_LONG=1`) takes. */
export const tries = (all: number): number => (process.env['LLP_LONG'] ? all : Math.ceil(all / 5));
