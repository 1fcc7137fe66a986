import { type Content, type ContentFile, FOLDERS, type Rule } from '../content.ts';

/** Every file stands in a folder that is read, with the extension that is read there; others would be silently left out. */
export const knownExtension: Rule = {
  name: 'known-extension',
  scope: 'content',
  check: (content) => [...wrongExtensions(content), ...strays(content)],
};

function wrongExtensions({ files }: Content) {
  return files
    .filter((file) => file.extension !== expected(file))
    .map((file) => ({
      file: file.path,
      field: 'extension',
      value: file.extension || '(none)',
      next: `Files in ${file.folder} end in ${expected(file)}: rename it to ${file.id}${expected(file)}, or move it out of the content.`,
    }));
}

function strays({ strays }: Content) {
  return strays.map((path) => ({
    file: path,
    field: 'place',
    value: path,
    next: `Nothing reads this place. Move it into one of ${Object.keys(FOLDERS).join(', ')}, or out of the content.`,
  }));
}

function expected(file: ContentFile): string {
  return FOLDERS[file.folder as keyof typeof FOLDERS].extension;
}
