import { checkTools } from '../evaluate/toolchains/check';

interface Found {
  name: string;
  ok: true;
  detail: string;
}

/** What the code of answers runs with. The rest of LLP does without it, so nothing that is missing is a failure. */
export async function checkEvaluator(): Promise<Found[]> {
  return (await checkTools()).map(({ name, detail }) => ({
    name: name === 'sandbox' ? 'Sandbox for code' : `Code in ${name}`,
    ok: true,
    detail,
  }));
}
