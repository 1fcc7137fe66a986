import type { Rule } from '../content.ts';

/** Every file can be read: UTF-8, and well-formed YAML, JSON or Markdown with a head. */
export const parses: Rule = {
  name: 'parses',
  scope: 'file',
  check: ({ path, extension, text, unparsed }) => {
    if (unparsed === undefined) return [];
    const line = /line (\d+)/.exec(unparsed.field)?.[1];
    return [
      {
        file: path,
        field: unparsed.field,
        value: line === undefined ? '' : (text.split('\n')[Number(line) - 1]?.trim() ?? ''),
        next: `${unparsed.reason.replace(/[:.]?$/, '.')} Mend the ${FORMAT[extension] ?? 'file'} at or just before this place.`,
      },
    ];
  },
};

const FORMAT: Record<string, string> = { '.json': 'JSON', '.yml': 'YAML', '.md': 'page' };
