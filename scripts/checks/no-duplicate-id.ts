import { type Content, entries, type Fault, type Rule } from '../content.ts';

/** An id stands for one thing: one file of a name in a folder, one shop in a mall, one entry of a mall in a half-year. */
export const noDuplicateId: Rule = {
  name: 'no-duplicate-id',
  scope: 'content',
  check: (content) => [...files(content), ...shops(content), ...malls(content)],
};

function files({ files }: Content): Fault[] {
  return repeated(files, (file) => `${file.folder}/${file.id.toLowerCase()}`).map((file) => ({
    file: file.path,
    field: 'file name',
    value: `${file.id}${file.extension}`,
    next: `Another file in ${file.folder} has the same name but for its extension or capitals. Keep one.`,
  }));
}

function shops(content: Content): Fault[] {
  return entries(content, 'malls').flatMap(({ path, data }) =>
    repeated(data.tenants, ({ id }) => id).map(({ id }) => ({
      file: path,
      field: 'tenants.id',
      value: id,
      next: 'Two shops of this mall have this id. Give each its own.',
    })),
  );
}

function malls(content: Content): Fault[] {
  return [...entries(content, 'disclosures'), ...entries(content, 'superseded')].flatMap(({ path, data }) =>
    repeated(data.malls, ({ mall }) => mall).map(({ mall }) => ({
      file: path,
      field: 'malls.mall',
      value: mall,
      next: 'This mall has two entries. Compute the half-year again with "npm run disclose".',
    })),
  );
}

/** All but the first of those that share a key. */
function repeated<T>(items: T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const again = seen.has(keyOf(item));
    seen.add(keyOf(item));
    return again;
  });
}
