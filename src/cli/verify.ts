import { resolve } from 'node:path';
import { runsOfBundle } from '../playground/bundles';
import { verifyRun, type Verified } from '../playground/verifying';
import { plainNumber } from '../model/plainNumber';
import { CommandFailed, complain, print, printJson, withPlayground, type CommonOptions } from './context';
import { visible } from './textTable';
import { interruptSignal } from './interrupt';

/** Runs a result, or those of a bundle, again on this machine. Exits 1 where one does not agree. */
export async function verify(what: string, options: CommonOptions): Promise<void> {
  const signal = interruptSignal();
  const results = await withPlayground(options, async (playground) => {
    const done: Verified[] = [];
    const runs = what.endsWith('.llpb') ? await runsOfBundle(playground, resolve(what)) : [numberOf(what)];
    for (const run of runs) {
      if (signal.aborted) break;
      if (!options.json) complain(`Run ${run} …`);
      done.push(await verifyRun(playground, run, signal));
    }
    return done;
  });
  const agreed = results.filter((result) => result.agreed === true).length;
  const tier = results.every((result) => result.tier === results[0]?.tier) ? (results[0]?.tier ?? null) : null;
  const differences = results.flatMap((result) => result.differences.map((text) => `Run ${result.run}: ${text}`));
  if (options.json) printJson({ runs: results.length, agreed, differences, tier, results });
  else {
    for (const text of differences) print(visible(text));
    print(`${agreed} of ${results.length} agree${tier === null ? '' : `; tier: ${tier}`}.`);
  }
  if (results.some((result) => result.agreed === false)) throw new CommandFailed('');
}

function numberOf(text: string): number {
  const run = plainNumber(text);
  if (!Number.isInteger(run) || run < 1) throw new CommandFailed('Name a run by its number, or a bundle (FILE.llpb).');
  return run;
}
