import { close, createIndex } from 'pagefind';
import { inventedDocuments } from './search-documents.ts';

// As a program of its own, so that its time and memory are its own: COUNT FOLDER
const [count = '0', folder = ''] = process.argv.slice(2);
const { index } = await createIndex({ forceLanguage: 'zh' });
if (index === undefined) throw new Error('Pagefind gave no index.');
for (const { href, title, note, text, body } of inventedDocuments(Number(count))) {
  await index.addCustomRecord({
    url: href,
    content: [title, note, text, body].join('\n'),
    language: 'zh',
    meta: { title },
  });
}
await index.writeFiles({ outputPath: folder });
await close();
