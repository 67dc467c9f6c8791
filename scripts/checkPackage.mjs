// After packing: the file to install may have 2 MB.
import { statSync } from 'node:fs';

const most = 2_000_000;
const file = process.argv[2] ?? 'local-llm-playground.vsix';
const { size } = statSync(file);
console.log(`${file} has ${size} bytes.`);
if (size > most) {
  console.error(`${most} bytes are the most it may have.`);
  process.exit(1);
}
