import type { Rule } from '../content.ts';

/** Stands before what an editor still has to write. */
export const TO_WRITE = { zh: '请填写：', en: 'To write: ', es: 'Por escribir: ' } as const;
const LEFT = new RegExp(Object.values(TO_WRITE).join('|'));

/** What `npm run new` asks an editor to write has been written. */
export const nothingLeftToWrite: Rule = {
  name: 'nothing-left-to-write',
  scope: 'file',
  check: (file) =>
    file.text.split('\n').flatMap((line, index) => {
      const [found] = LEFT.exec(line) ?? [];
      if (found === undefined) return [];
      return [
        { file: file.path, field: `line ${index + 1}`, value: line.trim().slice(0, 60), next: 'Write the words.' },
      ];
    }),
};
