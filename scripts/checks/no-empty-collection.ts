import { FOLDERS, type Rule } from '../content.ts';

/** A folder that is there holds something: an empty one would build pages without a word, and no error. */
export const noEmptyCollection: Rule = {
  name: 'no-empty-collection',
  scope: 'content',
  check: ({ dir, wordsDir, files, folders }) =>
    folders
      .filter((folder) => !files.some((file) => file.folder === folder && file.extension === extensionOf(folder)))
      .map((folder) => ({
        file: `${folder.includes('/') ? wordsDir : dir}/${folder}`,
        field: 'files',
        value: '(none)',
        next: `The folder is empty: it needs at least one ${extensionOf(folder)} file.`,
      })),
};

function extensionOf(folder: string): string {
  return FOLDERS[folder as keyof typeof FOLDERS].extension;
}
