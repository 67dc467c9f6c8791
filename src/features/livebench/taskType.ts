/** As tasks.json names it. */
export const taskType = 'llp-livebench';
