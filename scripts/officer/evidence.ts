import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Stop } from '../../src/disclosure/stop.ts';
import { openFile } from '../../src/intake/officer.ts';
import { grouped } from '../../src/lib/receipt-code.ts';
import { type Command, caseOf, identitiesOf, needed, opening, writePrivate } from './context.ts';

export const file: Command = {
  usage: 'file RECEIPT FILEID --identity FILE --out PATH [--original]',
  does: 'write a file of the case: the working copy, or the file as it was sent',
  async run(context) {
    const { store, values, args, say } = context;
    const { receipt } = await caseOf(context);
    const [, id = ''] = args;
    const [out, identities] = [needed(context, 'out'), await identitiesOf(context)];
    const which = values.original ? 'original' : 'copy';
    const bytes = await opening(() => openFile(store, receipt, id, which, identities));
    if (bytes === undefined) throw new Stop(`Case ${grouped(receipt)} has no file ${id}: show --identity lists them.`);
    await writePrivate(out, bytes);
    say(`${bytes.length} bytes of the ${values.original ? 'file as it was sent' : 'working copy'} are in ${out}.`);
  },
};

export const sealed: Command = {
  usage: 'sealed RECEIPT --out DIR',
  does: 'write all that is sealed as .age files, for the program age on another machine',
  async run(context) {
    const { store, say } = context;
    const { receipt } = await caseOf(context);
    const out = needed(context, 'out');
    await mkdir(out, { recursive: true, mode: 0o700 });
    const files = await store.files(receipt);
    const fileOf = (blob: string) => files.find(({ original, copy }) => original === blob || copy === blob)?.id;
    const seals = await store.sealsOf(receipt);
    for (const { id, kind } of seals) {
      await writePrivate(join(out, `${kind}-${fileOf(id) ?? id}.age`), (await store.blob(id)) ?? '');
    }
    say(`${seals.length} sealed files are in ${out}. To open one: age -d -i KEYFILE FILE.age`);
  },
};
