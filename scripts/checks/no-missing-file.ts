import { FOLDERS, type Rule, rootOf } from '../content.ts';

/** Every folder is there, and in folders with fixed names every file: rules that no file sets would be nobody's rules. */
export const noMissingFile: Rule = {
  name: 'no-missing-file',
  scope: 'content',
  check: (content) =>
    Object.entries(FOLDERS).flatMap(([folder, { ids = [], extension, isOptional, madeBy }]) => {
      if (isOptional) return [];
      const { files, folders } = content;
      const place = `${rootOf(content, folder)}/${folder}`;
      if (!folders.includes(folder)) {
        const next = madeBy ?? 'Make the folder and put its files there.';
        return [{ file: place, field: 'folder', value: '(missing)', next }];
      }
      return ids
        .filter((id) => !files.some((file) => file.folder === folder && file.id === id))
        .map((id) => ({
          file: `${place}/${id}${extension}`,
          field: 'file',
          value: '(missing)',
          next: 'Write this file.',
        }));
    }),
};
