import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVotes } from '../../../src/exchange/votes/readVotes';

describe('votes from a file', () => {
  it('come from CSV in the Arena’s words, whatever else stands in a line', () => {
    const text = '\uFEFFmodel_a,model_b,winner,judge,prompt\r\nx,y,model_a,me,p1\r\n"y, z",x,tie (bothbad),,\r\n';
    expect(readVotes(text)).toEqual({
      votes: [
        { a: 'x', b: 'y', winner: 'model_a', prompt: 'p1' },
        { a: 'y, z', b: 'x', winner: 'both_bad' },
      ],
      left: [],
    });
  });

  it('come from a JSON object a line', () => {
    const text = '{"model_a":"x","model_b":"y","winner":"tie","question_id":7}\n\n{"model_a":"x"\n';
    expect(readVotes(text)).toEqual({
      votes: [{ a: 'x', b: 'y', winner: 'tie', prompt: '7' }],
      left: [{ why: 'it is not valid JSON', count: 1, firstLine: 3 }],
    });
  });

  it('leave out and name what is no vote, and never take it for a tie', () => {
    const { votes, left } = readVotes('model_a,model_b,winner\nx,y,draw\nx,,model_a\nx,x,tie\nx,y,\nx,y,MODEL_B\n');
    expect(votes).toEqual([{ a: 'x', b: 'y', winner: 'model_b' }]);
    expect(left.map(({ why, count, firstLine }) => `${firstLine} ${count} ${why}`)).toEqual([
      '2 2 its winner is none of model_a, model_b, tie, tie (bothbad)',
      '3 1 a model has no name',
      '4 1 a model meets itself',
    ]);
  });

  it('come from a JSON array too, or are said not to be valid JSON', () => {
    const { votes, left } = readVotes('[{"model_a":"x","model_b":"y","winner":"tie"},\n 3, {"model_a":"x"}]');
    expect(votes).toEqual([{ a: 'x', b: 'y', winner: 'tie' }]);
    expect(left.map(({ why, firstLine }) => `${firstLine} ${why}`)).toEqual([
      '2 it is not a JSON object',
      '3 a model has no name',
    ]);
    expect(() => readVotes('[{')).toThrow('The votes are not valid JSON');
  });

  it('need their three columns', () => {
    expect(() => readVotes('a,b\n1,2\n')).toThrow('no column model_a, model_b, winner');
  });

  it('of any text are votes or a sentence', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          readVotes(text);
        } catch (error) {
          expect((error as Error).message).toMatch(/^The votes /);
        }
      }),
    );
  });
});
