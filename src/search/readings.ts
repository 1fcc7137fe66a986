import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

/** How a Chinese name is typed without Chinese: its syllables joined, and their initials. */
export function readingsOf(name: string): string[] {
  const signs = [...name.matchAll(/\p{Script=Han}+/gu)].map(([run]) => run).join('');
  if (signs.length < 2) return [];
  const syllables = pinyin(signs, { toneType: 'none', type: 'array', v: true }).map((one) => one.toLowerCase());
  return [syllables.join(''), syllables.map((one) => one[0] ?? '').join('')];
}

const [FIRST, LAST] = [0x4e00, 0x9fff];

/** Every traditional sign of the common block with its simplified one. */
export function traditionalSigns(): Record<string, string> {
  const convert = Converter({ from: 't', to: 'cn' });
  const signs: Record<string, string> = {};
  for (let code = FIRST; code <= LAST; code += 1) {
    const sign = String.fromCodePoint(code);
    const simple = convert(sign);
    if (simple !== sign && [...simple].length === 1) signs[sign] = simple;
  }
  return signs;
}
