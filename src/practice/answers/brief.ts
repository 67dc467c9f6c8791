/** What a prompt asks for, as far as the practice models can tell. */
export interface Brief {
  /** The last user message, or the start of it if it is very long. */
  text: string;
  kind: 'code' | 'poem' | 'translation' | 'story' | 'sum' | 'greeting' | 'general';
  /** The prompt's own words, most telling first; never empty. */
  topics: string[];
  /** Number of items, steps or lines asked for. */
  count?: number;
  /** Largest number of words allowed. */
  wordLimit?: number;
  oneSentence: boolean;
  /** Language of the answer. */
  language: 'en' | 'vi';
  /** Several turns of conversation so far. */
  followUp: boolean;
}

export interface ChatMessage {
  role: string;
  content: string;
  /** Number of images that came with it. */
  images: number;
}

/** Only the start of a very long prompt is analysed: the rest is source text, and the cost must stay bounded. */
const ANALYSED_CHARACTERS = 20_000;

const KIND_CLUES: readonly (readonly [Brief['kind'], RegExp])[] = [
  ['translation', /\btranslat(?:e|es|ion|ing)\b|(?<!\p{L})dịch(?!\p{L})/iu],
  [
    'poem',
    /\b(?:poems?|poetry|verses?|haiku|sonnet|lyrics|luc bat|lục bát|rhym(?:e|es|ing))\b|(?<!\p{L})(?:bài thơ|lục bát)/iu,
  ],
  ['story', /\b(?:story|short stories|tale|fiction|scene|monologue|diary entry|novel|narrative)\b/i],
  ['code', /```|\bGo (?:function|program|code|package|service|test)|\bin Go\b/],
  [
    'code',
    /\b(?:code|function|program|script|golang|python|rust|typescript|javascript|class|algorithm|sql|unit tests?|dockerfile|regex)\b/i,
  ],
];

const NUMBER_WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

const COUNT =
  /\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:[\w-]+\s+){0,2}?(?:items?|steps?|points?|tips?|reasons?|examples?|ways?|bullets?|lines?|questions?|ideas?|facts?|things?|names?|verses?|couplets?|causes?|advantages?)\b/i;

const WORD_LIMIT =
  /\b(?:under|below|at most|no more than|fewer than|less than|up to|within|maximum(?: of)?|in)\s+(?:about\s+)?(\d{1,5})\s+words?\b/i;

const STOP_WORDS = new Set(
  `about above across after again against also always another answer around because been before being below between
  both cannot could does doing done down each either else even ever every exactly explain example examples explains
  first following from further give gives given have having here hers himself however into itself just keep kind like
  list make makes many might more most much must name need needs never none only other ours over please point points
  prompt question read reader same sentence sentences several shall should show some step steps still such take tell
  text than that their theirs them then there these they thing things this those three through together under until
  upon very want wants were what when where whether which while whom whose will with within without word words would
  write writes writing your yours describe compare using used uses good make sure long short five four seven eight
  nine paragraph paragraphs line lines item items full code function program python golang poem story translate
  translation english vietnamese idiomatic numbered said went came words answer asked asks lục bát short simple`.split(
    /\s+/,
  ),
);

const ADVERB_OR_PARTICIPLE = /(?:.{3}ly|.{4}ed|-old)$/;
const PHRASE_END = /^(?:[^\p{L}\p{N} '-]|$| (?:and|or|of|in|on|is|are|to|for|with|that|from|by)\b)/u;

const VIETNAMESE_LETTERS = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu;

/** Reads a conversation for what its last user message wants. */
export function readBrief(messages: readonly ChatMessage[]): Brief {
  const asked = messages.filter((message) => message.role === 'user');
  const text = asked.at(-1)?.content ?? '';
  const looked = text.slice(0, ANALYSED_CHARACTERS);
  const limit = WORD_LIMIT.exec(looked)?.[1];
  const count = COUNT.exec(looked)?.[1];
  return {
    text: looked,
    kind: kindOf(looked),
    topics: topicsOf(looked),
    ...(count === undefined ? {} : { count: toNumber(count) }),
    ...(limit === undefined ? {} : { wordLimit: Number(limit) }),
    oneSentence: /\b(?:one|a single|1) sentence\b/i.test(looked),
    language: wantsVietnamese(looked) ? 'vi' : 'en',
    followUp: asked.length > 1,
  };
}

function kindOf(text: string): Brief['kind'] {
  if (
    /^\W*(?:hi|hello|hey|good (?:morning|evening)|introduce yourself|who are you|xin chào)\b/i.test(text) &&
    text.length < 80
  ) {
    return 'greeting';
  }
  if (text.length < 120 && /-?\d+(?:\.\d+)?\s*[-+*/×÷x]\s*-?\d/.test(text)) return 'sum';
  // The clue that comes first names the task; later ones belong to its material.
  let kind: Brief['kind'] = 'general';
  let first = Infinity;
  for (const [candidate, clue] of KIND_CLUES) {
    const at = text.search(clue);
    if (at >= 0 && at < first) {
      first = at;
      kind = candidate;
    }
  }
  return kind;
}

function wantsVietnamese(text: string): boolean {
  if (/\b(?:in|to|into)\s+(?:[\w-]+\s+){0,2}vietnamese\b|tiếng việt|lục bát|luc bat/i.test(text)) return true;
  return VIETNAMESE_LETTERS.test(text.slice(0, 200)) && !/\benglish\b|tiếng anh/i.test(text);
}

function topicsOf(text: string): string[] {
  const quoted = [...text.matchAll(/["“*`]{1,2}([\p{L}][\p{L}\p{N} '-]{2,38})["”*`]{1,2}/gu)].map(
    (match) => match[1] ?? '',
  );
  const seen = new Map<string, { word: string; count: number; first: number }>();
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}'-]{3,}/gu)) {
    const word = match[0];
    const key = word.toLowerCase();
    if (STOP_WORDS.has(key) || ADVERB_OR_PARTICIPLE.test(key)) continue;
    const known = seen.get(key);
    // A word before punctuation or a small word is more likely the noun that the phrase is about.
    const weight = PHRASE_END.test(text.slice(match.index + word.length, match.index + word.length + 8)) ? 1.5 : 1;
    if (known) known.count += weight;
    else seen.set(key, { word: match.index === 0 ? key : word, count: weight, first: match.index });
  }
  const ranked = [...seen.values()].sort((a, b) => b.count - a.count || a.first - b.first).map((entry) => entry.word);
  const topics = [...new Set([...quoted.slice(0, 2), ...ranked])].filter((topic) => topic.length <= 40).slice(0, 6);
  return topics.length > 0 ? topics : ['your question'];
}

function toNumber(text: string): number {
  const word = NUMBER_WORDS.indexOf(text.toLowerCase());
  return word >= 0 ? word : Number(text);
}
