import type { Rule } from '../content.ts';

/** What `npm run new` asks an editor to write has been written. */
export const nothingLeftToWrite: Rule = {
  name: 'nothing-left-to-write',
  scope: 'file',
  check: (file) =>
    file.text.split('\n').flatMap((line, index) => {
      const [found] = /(请填写：|To write: |Por escribir: )/.exec(line) ?? [];
      if (found === undefined) return [];
      return [
        { file: file.path, field: `line ${index + 1}`, value: line.trim().slice(0, 60), next: 'Write the words.' },
      ];
    }),
};
