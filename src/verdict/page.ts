import { inEnglish } from '../l10n/said';
import type { Verdict, VerdictBot } from '../model/verdict';
import { verdictMarkdown, type Say } from './markdown';

const width = 760;
const [left, right, line] = [280, 60, 26];

/** The verdict as a file: Markdown, a self-contained page, or a picture. Names act as nothing in any of them. */
export function verdictText(verdict: Verdict, format: 'md' | 'html' | 'svg', say: Say = inEnglish): string {
  if (format === 'md') return verdictMarkdown(verdict, say);
  return format === 'svg' ? picture(verdict, say) : page(verdict, say);
}

function page(verdict: Verdict, say: Say): string {
  const { sentences, overturn, parked, open } = verdict;
  const list = (items: string[]): string => `<ul>${items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;
  const asides = [...parked, ...open].map(({ bot, reason }) => `${bot}: ${say(reason)}`);
  const [first = '', ...rest] = sentences.map(say);
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>LLP</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em; }
svg { max-width: 100%; height: auto; }
</style></head><body>
<h1>${escape(first)}</h1>
${verdict.practice ? '<p><strong>Practice results: these models do not exist.</strong></p>' : ''}
${rest.map((one) => `<p>${escape(one)}</p>`).join('\n')}
${picture(verdict, say)}
${list(overturn.map(say))}
${list(asides)}
</body></html>
`;
}

/** Each bot's points with their interval, the kept one first. */
function picture({ keep, equal, worse, sentences }: Verdict, say: Say): string {
  const bots = [...(keep ? [keep] : []), ...equal, ...worse].slice(0, 40);
  const height = 44 + line * bots.length + 20;
  const x = (points: number): number => left + ((width - left - right) * points) / 100;
  const [first] = sentences;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#777" stroke="none" role="img">
<title>${escape(first ? say(first) : '')}</title>
${[0, 25, 50, 75, 100].map((at) => `<line x1="${x(at)}" x2="${x(at)}" y1="24" y2="${height - 16}" stroke="#8884"/><text x="${x(at)}" y="16" text-anchor="middle">${at}</text>`).join('\n')}
${bots.map((bot, place) => row(bot, 44 + place * line, x, place === 0)).join('\n')}
</svg>`;
}

function row({ bot, points, interval }: VerdictBot, y: number, x: (points: number) => number, kept: boolean): string {
  const colour = kept ? '#2a8a4a' : '#4a78b8';
  const name = bot.length > 38 ? `${[...bot].slice(0, 37).join('')}…` : bot;
  const range = interval
    ? `<line x1="${x(interval[0])}" x2="${x(interval[1])}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="3"/>`
    : '';
  const dot = points === null ? '' : `<circle cx="${x(points)}" cy="${y}" r="5" fill="${colour}"/>`;
  const figure = points === null ? '' : `<text x="${width - right + 8}" y="${y + 4}">${points.toFixed(1)}</text>`;
  return `<text x="${left - 12}" y="${y + 4}" text-anchor="end"${kept ? ' font-weight="bold"' : ''}>${escape(name)}</text>${range}${dot}${figure}`;
}

function escape(text: string): string {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
