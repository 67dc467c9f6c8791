import type { VNode } from 'preact';
import type { Rig } from '../../../model/rig';
import { fill } from '../../../ui/strings';
import { number } from '../../../ui/format';
import { Inert } from '../../../ui/Inert';
import type { DetailsStrings } from '../strings';
import { Fact } from './Fact';

/** The machine that the bot's latest answers came from. */
export function RigFacts({ rig, strings }: { rig: Rig | null; strings: DetailsStrings }): VNode {
  return (
    <section>
      <h2>{strings.rig}</h2>
      {rig === null ? <p class="dim">{strings.rigUnknown}</p> : <Known {...{ rig, strings }} />}
    </section>
  );
}

function Known({ rig, strings }: { rig: Rig; strings: DetailsStrings }): VNode {
  const unknown = <span class="dim">{strings.unknown}</span>;
  const gibibytes = (bytes: number): string => `${number(bytes / 2 ** 30, 1)} GiB`;
  return (
    <dl>
      {rig.gpus.length === 0 && <Fact name={strings.gpu}>{unknown}</Fact>}
      {rig.gpus.map(({ name, memoryBytes, driver }, index) => (
        <Fact key={index} name={strings.gpu}>
          <Inert text={memoryBytes === null ? name : `${name}, ${gibibytes(memoryBytes)}`} />
          {driver !== null && (
            <div class="dim">
              <Inert text={fill(strings.driver, driver)} />
            </div>
          )}
        </Fact>
      ))}
      <Fact name={strings.processor}>{rig.cpu === null ? unknown : <Inert text={rig.cpu} />}</Fact>
      <Fact name={strings.threads}>{rig.threads === null ? unknown : number(rig.threads)}</Fact>
      <Fact name={strings.memory}>{rig.memoryBytes === null ? unknown : gibibytes(rig.memoryBytes)}</Fact>
      <Fact name={strings.system}>{rig.system === null ? unknown : <Inert text={rig.system} />}</Fact>
    </dl>
  );
}
