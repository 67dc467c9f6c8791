import type { ComponentChildren, VNode } from 'preact';
import { parameterRules } from '../../../model/bot';
import { serverKindNames } from '../../../model/server';
import { fill } from '../../../ui/strings';
import { dateTime, number } from '../../../ui/format';
import { Inert } from '../../../ui/Inert';
import type { DetailsContent } from '../protocol';
import type { DetailsStrings } from '../strings';
import { Fact } from './Fact';
import { RigFacts } from './RigFacts';

/** What the bot is: its own settings, and the model behind it as the server states it. */
export function Facts({ content, strings }: { content: DetailsContent; strings: DetailsStrings }): VNode {
  const { bot, model, runtime } = content;
  const text = (value: string | null | undefined): ComponentChildren =>
    value === null || value === undefined || value === '' ? (
      <span class="dim">{strings.unknown}</span>
    ) : (
      <Inert text={value} />
    );
  const tokens = (value: number | null | undefined): ComponentChildren =>
    value === null || value === undefined ? text(null) : fill(strings.tokens, number(value));
  return (
    <>
      <section>
        <h2>{strings.parameters}</h2>
        <dl>
          {parameterRules.map(({ key }) => {
            const value = bot.parameters[key];
            const missing = key === 'temperature' || key === 'systemPrompt' ? strings.byCategory : strings.byDefault;
            return (
              <Fact key={key} name={strings[key]}>
                {value === undefined ? (
                  <span class="dim">{missing}</span>
                ) : (
                  <Inert text={typeof value === 'number' ? number(value, 3) : value} />
                )}
              </Fact>
            );
          })}
        </dl>
      </section>
      <section>
        <h2>{strings.model}</h2>
        <dl>
          <Fact name={strings.modelId}>{text(bot.modelId)}</Fact>
          <Fact name={strings.server}>{text(bot.server)}</Fact>
          <Fact name={strings.kind}>{text(model && serverKindNames[model.kind])}</Fact>
          <Fact name={strings.publisher}>{text(model?.publisher)}</Fact>
          <Fact name={strings.architecture}>{text(model?.architecture)}</Fact>
          <Fact name={strings.quantization}>{text(model?.quantization)}</Fact>
          <Fact name={strings.format}>{text(model?.format)}</Fact>
          <Fact name={strings.modelSize}>{text(model?.parameters)}</Fact>
          <Fact name={strings.fileSize}>
            {text(model?.sizeBytes ? `${number(model.sizeBytes / 1e9, 1)} GB` : null)}
          </Fact>
          <Fact name={strings.maxContext}>{tokens(model?.maxContextLength)}</Fact>
          <Fact name={strings.loadedContext}>{tokens(model?.loadedContextLength)}</Fact>
          <Fact name={strings.runtime}>{text([runtime?.name, runtime?.version].filter(Boolean).join(' '))}</Fact>
          <Fact name={strings.created}>{dateTime(bot.createdAt)}</Fact>
        </dl>
      </section>
      <RigFacts rig={content.rig} strings={strings} />
    </>
  );
}
