import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Decrypter } from 'age-encryption';
import { Stop } from '../src/disclosure/stop.ts';
import { openSqlite } from '../src/intake/store/sqlite.ts';
import type { StoredCase } from '../src/intake/store/store.ts';
import { normaliseCode } from '../src/lib/receipt-code.ts';
import { runCommand } from './command.ts';

const USAGE = 'npm run officer -- inbox | show RECEIPT --identity FILE  [--var DIR]';

await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { identity: { type: 'string' }, var: { type: 'string', default: 'var' } },
  });
  const [command, receipt] = positionals;
  const database = join(values.var, 'intake.sqlite');
  if (!existsSync(database))
    throw new Stop(`There is no ${database}: nothing has been received here, or --var is wrong.`);
  const store = openSqlite(database);
  try {
    if (command === 'inbox') console.table((await store.list()).map(lineOf));
    else if (command === 'show' && receipt !== undefined && values.identity !== undefined) {
      const found = await store.byReceipt(normaliseCode(receipt));
      if (found === undefined) throw new Stop(`No case has the number ${receipt}.`);
      console.log({ ...lineOf(found), ...(await opened(found, values.identity)) });
    } else throw new Stop(`Use: ${USAGE}`);
  } finally {
    await store.close();
  }
});

function lineOf({ receipt, kind, received, status, mall, object, problem }: StoredCase) {
  return { receipt, kind, received, status, mall, object, problem };
}

async function opened({ sealed }: StoredCase, identityFile: string): Promise<Record<string, unknown>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity((await readFile(identityFile, 'utf8')).trim());
  return JSON.parse(await decrypter.decrypt(sealed, 'text'));
}
