import type { Brief } from './brief';
import type { Persona } from './persona';
import type { Random } from './random';

/** Points as [headline, full sentence]; {a} and {b} are words of the prompt. */
const POINTS_EN: readonly (readonly [string, string])[] = [
  ['Start from what {a} is for', 'Say in one sentence what {a} does for whom; whatever does not serve that can wait.'],
  [
    'Separate {a} from {b}',
    'They are often named together, but one can change without the other, and most confusion starts there.',
  ],
  [
    'Take one concrete case',
    'Follow a single example of {a} from beginning to end, with real figures, before you state a rule.',
  ],
  [
    'Ask what would prove it wrong',
    'If no observation could count against your view of {a}, it is a preference and not an explanation.',
  ],
  ['Look at the limits', 'Make {a} very small, then very large. What breaks first shows what carries the weight.'],
  ['Mind the cost', 'Every gain in {a} is paid for somewhere, usually in {b}; name the price beside the benefit.'],
  [
    'Check the order of events',
    'That {b} comes with {a} does not say which of them leads; look for a case where only one occurs.',
  ],
  [
    'Measure before you improve',
    'Write down how {a} stands today. Without that figure, a change in {b} cannot be told from luck.',
  ],
  [
    'Explain it to someone else',
    'Tell a friend about {a} without its technical words; where you stumble, you have not understood it yet.',
  ],
  ['Keep what works', 'The usual way of doing {a} survived for a reason; find the reason before you replace it.'],
  ['Plan the second step', 'Decide now what you will do if {a} succeeds, and what you will stop doing if it does not.'],
  [
    'Leave a record',
    'Note why you chose this view of {a} over {b}, so that a later reader can disagree with the right thing.',
  ],
];

const POINTS_VI: readonly (readonly [string, string])[] = [
  [
    'Bắt đầu từ mục đích',
    'Hãy nói trong một câu {a} dùng để làm gì và cho ai; những gì không phục vụ điều đó có thể để sau.',
  ],
  [
    'Phân biệt {a} với {b}',
    'Hai điều này hay được nhắc cùng nhau, nhưng một điều có thể thay đổi mà điều kia vẫn như cũ.',
  ],
  ['Lấy một ví dụ cụ thể', 'Theo dõi một trường hợp của {a} từ đầu đến cuối, có số liệu thật, rồi hãy rút ra quy tắc.'],
  ['Xem xét giới hạn', 'Thử cho {a} thật nhỏ rồi thật lớn: chỗ nào hỏng trước cho biết điều gì là cốt lõi.'],
  ['Tính cái giá phải trả', 'Mỗi lợi ích của {a} đều phải trả ở đâu đó, thường là ở {b}.'],
  [
    'Đo trước khi sửa',
    'Ghi lại tình trạng hiện nay của {a}; không có con số ấy thì khó phân biệt tiến bộ với may mắn.',
  ],
  ['Giảng lại cho người khác', 'Kể về {a} cho một người bạn mà không dùng thuật ngữ; chỗ nào vấp là chỗ chưa hiểu.'],
  ['Giữ lại điều đang tốt', 'Cách làm quen thuộc còn tồn tại là có lý do; hãy tìm lý do ấy trước khi thay thế.'],
];

const FRAMES = {
  en: {
    short: [
      '{A} depends mostly on {b}.',
      '{A} is best judged by what it changes in {b}.',
      'In short: {a} first, {b} second.',
    ],
    plain: [
      'On {a}, these points matter:',
      'Here is how I would approach {a}:',
      'The main things to know about {a} and {b}:',
    ],
    warm: ['Great question! Let us look at {a} together.', 'I love that you ask about {a}! Here we go:'],
    scholarly: [
      'The question about {a} has two parts that deserve separate answers: what is the case, and what follows from it for {b}. I begin with the first.',
      'Before answering, one distinction: {a} in the narrow sense is a fact, while {b} is a judgement built on it. The points below keep them apart.',
    ],
    close: 'If you do only one of these, do the first: it makes the others easier to check.',
    doubt:
      'Where I am unsure: how much {b} matters in your own case. I would change my mind if a careful comparison showed no difference without it.',
    table: ['Aspect', 'What to look at'],
  },
  vi: {
    short: ['{A} chủ yếu tuỳ thuộc vào {b}.', 'Nói ngắn gọn: trước hết là {a}, sau đó là {b}.'],
    plain: ['Về {a}, những điểm sau là quan trọng:', 'Tôi sẽ tiếp cận {a} như sau:'],
    warm: ['Câu hỏi rất hay! Chúng ta cùng xem xét {a} nhé.'],
    scholarly: [
      'Câu hỏi về {a} gồm hai phần: sự việc là thế nào, và điều đó có ý nghĩa gì đối với {b}. Tôi bắt đầu từ phần thứ nhất.',
    ],
    close: 'Nếu chỉ làm một điều, hãy làm điều đầu tiên: nó giúp kiểm tra những điều còn lại.',
    doubt: 'Điều tôi chưa chắc: {b} quan trọng đến đâu trong trường hợp của bạn.',
    table: ['Khía cạnh', 'Cần xem gì'],
  },
} as const;

/** An explanation with as many points as were asked for, built on the prompt's own words. */
export function answerGeneral(brief: Brief, persona: Persona, random: Random): string {
  const frames = FRAMES[brief.language];
  const say = filler(brief.topics);
  if (brief.oneSentence && persona.careful) return say(random.pick(frames.short));
  if (persona.depth === 1 && brief.count === undefined) return say(random.pick(frames.short));

  const points = random.shuffled(brief.language === 'vi' ? POINTS_VI : POINTS_EN);
  const wanted = brief.count ?? (persona.depth === 3 ? 5 : 3);
  // The slip of a careless model: one item less than it was asked for.
  const given = Math.max(1, Math.min(points.length, persona.careful ? wanted : wanted - 1));
  const items = points
    .slice(0, given)
    .map(([head, body], i) =>
      persona.depth === 1 ? `${i + 1}. ${say(head)}` : `${i + 1}. **${say(head)}.** ${say(body)}`,
    );
  if (persona.depth === 1) return items.join('\n');

  const opening = persona.voice === 'bare' ? [] : [say(random.pick(frames[persona.voice]))];
  const parts = [...opening, items.join('\n')];
  if (persona.table) parts.push(table(points.slice(0, given), frames.table, say));
  if (persona.depth === 3) parts.push(say(frames.doubt));
  if (persona.careful && !persona.table) parts.push(frames.close);
  return parts.join('\n\n');
}

function table(
  points: readonly (readonly [string, string])[],
  [left, right]: readonly [string, string],
  say: (template: string) => string,
): string {
  const rows = points.map(([head, body]) => `| ${say(head)} | ${say(body.split(/[;:,]/)[0] ?? body)} |`);
  return [`| ${left} | ${right} |`, '|---|---|', ...rows].join('\n');
}

/** Fills {a}, {b} and {A} (capitalised) with the prompt's words, wandering through them from call to call. */
function filler(topics: readonly string[]): (template: string) => string {
  let turn = 0;
  return (template) => {
    const a = topics[0] ?? 'it';
    const b = topics[1 + (turn++ % Math.max(1, topics.length - 1))] ?? 'the rest of it';
    const text = template.replace(/\{([abA])\}/g, (_, key: string) =>
      key === 'b' ? b : key === 'a' ? a : a.charAt(0).toUpperCase() + a.slice(1),
    );
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
}
