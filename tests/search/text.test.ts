import { describe, expect, test } from 'vitest';
import { markWords, wordsOf } from '../../src/search/text.ts';

function marked(text: string, query: string): string {
  return markWords(text, wordsOf(query))
    .map(({ text: stretch, isHit }) => (isHit ? `[${stretch}]` : stretch))
    .join('');
}

describe('marking what was found', () => {
  test('marks the text as it was written, accents included', () => {
    expect(marked('Pasaje del Plátano', 'platano')).toBe('Pasaje del [Plátano]');
  });

  test('marks Chinese in the middle of a name', () => {
    expect(marked('梧桐里购物中心', '购物')).toBe('梧桐里[购物]中心');
  });

  test('marks every place and every word', () => {
    expect(marked('tea and more tea', 'tea more')).toBe('[tea] and [more] [tea]');
  });

  test('keeps characters outside the basic plane whole', () => {
    expect(marked('𠮷野家面馆', '野家')).toBe('𠮷[野家]面馆');
  });

  test('keeps its place after a character that normalises to several', () => {
    expect(marked('㎡ 2 plaza', 'plaza')).toBe('㎡ 2 [plaza]');
  });

  test('leaves a text without the words as it is', () => {
    expect(markWords('plain', ['x'])).toEqual([{ text: 'plain', isHit: false }]);
  });
});
