import { FOLDERS, type Rule, rootOf } from '../content.ts';

/** A folder that is there holds something: an empty one would build pages without a word, and no error. */
export const noEmptyCollection: Rule = {
  name: 'no-empty-collection',
  scope: 'content',
  check: (content) =>
    content.folders
      .filter((folder) => FOLDERS[folder as keyof typeof FOLDERS].isOptional !== true)
      .filter(
        (folder) => !content.files.some((file) => file.folder === folder && file.extension === extensionOf(folder)),
      )
      .map((folder) => ({
        file: `${rootOf(content, folder)}/${folder}`,
        field: 'files',
        value: '(none)',
        next: `The folder is empty: it needs at least one ${extensionOf(folder)} file.`,
      })),
};

function extensionOf(folder: string): string {
  return FOLDERS[folder as keyof typeof FOLDERS].extension;
}
