import { describe, expect, it } from 'vitest';
import { foldWithPlaces, wordsOf } from '../../../src/store/search/fold';
import { afterManyRuns, aSample, marked } from './sample';

/** What a search for `query` marks in the only answer, `text`; null where it is not found. */
async function markedIn(text: string, query: string): Promise<string[] | null> {
  const { store, answer } = await aSample();
  answer(text);
  const find = (): string[] | null => {
    const [hit] = store.search.query(query, { in: 'outputs' });
    return hit ? marked(hit) : null;
  };
  const found = find();
  // Among many answers unfinished words are looked up another way; what is found must not differ.
  afterManyRuns(store, () => answer('—'));
  expect(find()).toEqual(found);
  return found;
}

describe('what is found, and what is marked', () => {
  it.each([
    ['viet', 'Tôi yêu Việt Nam', ['Việt']],
    ['duong', 'con đường dài', ['đường']],
    ['ĐƯỜNG', 'con đường dài', ['đường']],
    ['duong', 'con đường dài'.normalize('NFD'), ['đường'.normalize('NFD')]],
    ['đường', 'con duong dai', ['duong']],
    ['lodz', 'miasto Łódź leży', ['Łódź']],
    ['strasse', 'in der Hauptstraße', null],
    ['hauptstrasse', 'in der Hauptstraße 5', ['Hauptstraße']],
    ['smorrebrod', 'a plate of smørrebrød', ['smørrebrød']],
    ['istanbul', 'in İstanbul at dawn', ['İstanbul']],
    ['οδος', 'η ΟΔΌΣ εδώ', ['ΟΔΌΣ']],
    ['елка', 'новогодняя ёлка', ['ёлка']],
    ['abc123', 'full width ＡＢＣ１２３ here', ['ＡＢＣ１２３']],
    ['soft', 'a so\u00adft hyphen', ['so\u00adft']],
    ['हिन्दी', 'यह हिन्दी है', ['हिन्दी']],
    ['كتاب', 'هذا كِتَابٌ جديد', ['كِتَابٌ']],
    ['שלום', 'אמר שָׁלוֹם לכולם', ['שָׁלוֹם']],
    ['🎉', 'well done🎉 all', ['🎉']],
    ['👍', 'so 👍🏽 then', ['👍🏽']],
    ['ガード', 'the ｶﾞｰﾄﾞ here', ['ｶﾞｰﾄﾞ']],
  ])('%s in “%s”', async (query, text, expected) => {
    expect(await markedIn(text, query)).toEqual(expected);
  });

  it.each([
    ['本語', '私は日本語を話します。', '本語'],
    ['語', '私は日本語を話します。', '語'],
    ['日本', '私は日本語を話します。', '日本'],
    ['カタ', 'これはカタカナです', 'カタ'],
    ['ガ', 'ガラス'.normalize('NFD'), 'ガラス'.normalize('NFD')],
    ['국어', '저는 한국어를 배웁니다', '국어'],
    ['汉字', '学习汉字很有趣', '汉字'],
    ['𠮷野', '𠮷野家に行く', '𠮷野'],
    ['python的', '我喜欢Python的语法', 'Python的'],
    ['ภาษา', 'ฉันพูดภาษาไทย', 'ภาษา'],
  ])('%s within the run “%s”', async (query, text, expected) => {
    expect((await markedIn(text, query))?.join('')).toBe(expected);
  });

  it('does not find characters of a run that stand apart', async () => {
    expect(await markedIn('日の本', '日本')).toBeNull();
  });

  it.each([
    ['snake_case', 'call snake_case_name() now', ['snake_case']],
    ['case_name', 'call snake_case_name() now', ['case_name']],
    ['getUserName', 'then getUserName(id) returns', ['getUserName']],
    ['getusername', 'then getUserName(id) returns', ['getUserName']],
    ['getUserN', 'then getUserName(id) returns', ['getUserName']],
    ['user', 'then getUserName(id) returns', ['User']],
    ['userName', 'then getUserName(id) returns', ['UserName']],
    ['server', 'class HTTPServer {}', ['Server']],
    ['foo.bar', 'use foo.bar(1)', ['foo.bar']],
    ['std::vector', 'a std::vector<int> v', ['std::vector']],
    ['std::vec', 'a std::vector<int> v', ['std::vector']],
    ['main()', 'int main() { }', ['main']],
    ['q4_k_m', 'the Q4_K_M file', ['Q4_K_M']],
    ["don't", 'we don’t know', ['don’t']],
  ])('the identifier %s in “%s”', async (query, text, expected) => {
    expect(await markedIn(text, query)).toEqual(expected);
  });

  it('takes the words of an identifier for neighbours only as they stand in it', async () => {
    expect(await markedIn('getUser nameList', '"user name"')).toBeNull();
    expect(await markedIn('std vector apart from std, vector', 'vector::std ')).toBeNull();
  });

  it.each(['w', 'wo', 'wor', 'word', 'wordi', 'wordiness'])(
    'finds the end of what is being typed: %s',
    async (query) => {
      expect(await markedIn('such wordiness is rare', query)).toEqual(['wordiness']);
    },
  );

  it('takes only the last word for unfinished, and none after a space', async () => {
    expect(await markedIn('such wordiness is rare', 'word rare')).toBeNull();
    expect(await markedIn('such wordiness is rare', 'rare wordi')).toEqual(['wordiness', 'rare']);
    expect(await markedIn('such wordiness is rare', 'wordi ')).toBeNull();
    expect(await markedIn('such wordiness is rare', 'wordi* rare')).toEqual(['wordiness', 'rare']);
  });

  it('keeps phrases together, also unfinished ones', async () => {
    const text = 'The quick brown fox. Brown and quick.';
    expect(await markedIn(text, '"quick brown"')).toEqual(['quick brown']);
    expect(await markedIn(text, '“quick brown”')).toEqual(['quick brown']);
    expect(await markedIn(text, '"brown quick"')).toBeNull();
    expect(await markedIn(text, '"quick brow')).toEqual(['quick brown']);
    expect(await markedIn(text, '"the quick b')).toEqual(['The quick brown']);
    expect(await markedIn(text, '"quick bro"')).toBeNull();
  });
});

describe('what people leave out when they search', () => {
  it.each([
    ['full width', 'ＡＢＣ １２３', 'abc 123'],
    ['half-width Kana', 'ｶﾞｰﾄﾞ', 'ガード'],
    ['half-width Hangul', 'ﾡﾢ', 'ㄱㄲ'],
    ['a ligature', 'ﬁle', 'file'],
    ['Arabic vowel signs', 'كِتَابٌ', 'كتاب'],
    ['Arabic tatweel', 'كتـــاب', 'كتاب'],
    ['alef with hamza', 'أحمد', 'احمد'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
    ['the colour of a skin', '👍🏽', '👍'],
    ['the kind of a picture', '❤️', '❤'],
  ])('does not matter: %s', (_what, written, typed) => {
    expect(wordsOf(written)).toEqual(wordsOf(typed));
    expect(wordsOf(typed)).not.toEqual([]);
  });

  it('takes a picture for a word of its own', () => {
    expect(wordsOf('done🎉🎉 yes')).toEqual(['done', '🎉', '🎉', 'yes']);
    expect(wordsOf('™ and ©')).toContain('and');
  });

  it('tells where in the text it was', () => {
    const text = 'x كِتَابٌ 🎉 y';
    const { folded, original } = foldWithPlaces(text);
    const at = folded.indexOf('🎉');
    expect(text.slice(...original(at, at + 2))).toBe('🎉');
    const word = folded.indexOf('كتاب');
    expect(text.slice(...original(word, word + 4)).startsWith('كِتَاب')).toBe(true);
  });
});
