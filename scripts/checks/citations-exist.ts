import { LOCALES } from '../../src/schema/basics.ts';
import { type Content, entries, type Fault, type Rule } from '../content.ts';

/** Every law, guide, mall and sub-district that a page names is there; a case cites rules in force on its day. */
export const citationsExist: Rule = {
  name: 'citations-exist',
  scope: 'content',
  check: (content) => {
    const ids = (folder: string) => new Set(content.files.filter((file) => file.folder === folder).map(({ id }) => id));
    const known = { laws: ids('laws'), guides: ids('guides/zh'), malls: ids('malls'), areas: ids('areas') };
    return namesIn(content)
      .filter(({ kind, id }) => !known[kind].has(id))
      .map(({ kind, id, file, field }) => ({ file, field, value: id, next: nextStep(kind) }))
      .concat(lawsOutOfForce(content));
  },
};

interface Name {
  kind: 'laws' | 'guides' | 'malls' | 'areas';
  id: string;
  file: string;
  field: string;
}

function namesIn(content: Content): Name[] {
  const names: Name[] = [];
  const add = (file: string, field: string, kind: Name['kind'], ...ids: (string | undefined)[]) => {
    for (const id of ids) if (id !== undefined) names.push({ kind, id, file, field });
  };
  for (const locale of LOCALES) {
    for (const { path, data } of entries(content, `guides/${locale}`)) {
      add(path, 'laws', 'laws', ...data.laws.map(({ law }) => law));
      add(path, 'related', 'guides', ...data.related);
    }
    for (const { path, data } of entries(content, `cases/${locale}`)) {
      add(path, 'laws', 'laws', ...data.laws.map(({ law }) => law));
    }
  }
  for (const { path, data } of entries(content, 'laws')) add(path, 'replacedBy', 'laws', data.replacedBy);
  for (const { path, data } of entries(content, 'alerts')) {
    add(path, 'guide', 'guides', data.guide);
    add(path, 'mall', 'malls', data.mall);
    add(path, 'areas', 'areas', ...data.areas);
  }
  for (const { path, data } of entries(content, 'events')) add(path, 'area', 'areas', data.area);
  for (const { path, data } of entries(content, 'campaigns')) {
    add(path, 'programme.area', 'areas', ...data.programme.map(({ area }) => area));
  }
  for (const { path, data } of entries(content, 'directory')) {
    add(path, 'entries.mall', 'malls', ...data.entries.map(({ mall }) => mall));
    add(path, 'entries.area', 'areas', ...data.entries.map(({ area }) => area));
  }
  for (const { path, data } of entries(content, 'ratings')) {
    add(path, 'malls.mall', 'malls', ...data.malls.map(({ mall }) => mall));
  }
  for (const { path, data } of entries(content, 'replies')) add(path, 'mall', 'malls', data.mall);
  for (const { path, data } of entries(content, 'corrections')) add(path, 'mall', 'malls', data.mall);
  for (const { path, data } of entries(content, 'firms'))
    add(path, 'items.law', 'laws', ...data.items.map(({ law }) => law));
  return names;
}

function lawsOutOfForce(content: Content): Fault[] {
  const laws = new Map(entries(content, 'laws').map(({ id, data }) => [id, data]));
  return entries(content, 'cases/zh').flatMap(({ path, data }) =>
    data.laws.flatMap(({ law }) => {
      const { from = '', to = null } = laws.get(law) ?? {};
      if (from <= data.happenedOn && (to === null || data.happenedOn <= to)) return [];
      return [
        {
          file: path,
          field: 'laws',
          value: law,
          next: `It was not in force on ${data.happenedOn}: cite the rule of that day.`,
        },
      ];
    }),
  );
}

function nextStep(kind: Name['kind']): string {
  const folder = kind === 'guides' ? 'guides/<language>' : kind;
  return `Nothing of this name in ${folder}: correct it, or add the file.`;
}
