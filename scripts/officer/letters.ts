import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { Stop } from '../../src/disclosure/stop.ts';
import { openCase, openFile, reseal, split as splitOff, reply as write } from '../../src/intake/officer.ts';
import { NotAllowed } from '../../src/lib/case-path.ts';
import { grouped } from '../../src/lib/receipt-code.ts';
import { type Command, caseOf, dayOf, identitiesOf, needed, officerOf, recipientsOf } from './context.ts';

export const reply: Command = {
  usage: 'reply RECEIPT (--text TEXT | --file FILE | standard input) [--to age1…] --by NAME',
  async run(context) {
    const { store, values, say } = context;
    const found = await caseOf(context);
    const words =
      values.text ?? (values.file === undefined ? await textOf(process.stdin) : await readFile(values.file, 'utf8'));
    if (words.trim() === '') throw new Stop('The answer is empty.');
    await write(store, found, words.trim(), officerOf(context), dayOf(context), recipientsOf(context));
    say(`The answer to ${grouped(found.receipt)} is kept; its sender reads it with number and code.`);
  },
};

export const split: Command = {
  usage: 'split RECEIPT --identity FILE [--to age1…] --by NAME',
  async run(context) {
    const found = await caseOf(context);
    const officers = recipientsOf(context);
    try {
      const child = await splitOff(
        context.store,
        found,
        officerOf(context),
        dayOf(context),
        officers,
        await identitiesOf(context),
      );
      context.say(
        `The report in ${grouped(found.receipt)} is now case ${grouped(child.receipt)}; the tracking code is the same.`,
      );
    } catch (error) {
      throw error instanceof NotAllowed ? new Stop(error.message) : error;
    }
  },
};

export const file: Command = {
  usage: 'file RECEIPT FILE-ID --identity FILE --out PATH [--original]',
  async run(context) {
    const found = await caseOf(context);
    const [, id = ''] = context.args;
    const which = context.values.original ? 'original' : 'copy';
    const bytes = await openFile(context.store, found.receipt, id, which, await identitiesOf(context));
    if (bytes === undefined) throw new Stop(`Case ${grouped(found.receipt)} has no file ${id}: see show --identity.`);
    const out = needed(context, 'out');
    await writeFile(out, bytes, { mode: 0o600 });
    context.say(`${bytes.length} bytes of the ${which === 'copy' ? 'working copy' : 'original'} are in ${out}.`);
  },
};

export const sealed: Command = {
  usage: 'sealed RECEIPT --out FOLDER',
  async run(context) {
    const found = await caseOf(context);
    const out = needed(context, 'out');
    await mkdir(out, { recursive: true });
    const seals = await context.store.sealsOf(found.receipt);
    for (const { id, kind } of seals) {
      await writeFile(join(out, `${kind}-${id}.age`), (await context.store.blob(id)) ?? '', { mode: 0o600 });
    }
    context.say(`${seals.length} sealed files are in ${out}: open them with \`age -d -i KEY-FILE\`.`);
  },
};

export const person: Command = {
  usage: 'person RECEIPT --identity FILE --out FILE.json',
  async run(context) {
    const found = await caseOf(context);
    const opened = await openCase(context.store, found, await identitiesOf(context));
    const events = (await context.store.events(found.receipt)).map(({ at, day, by, type, data }) => ({
      at,
      day,
      by,
      type,
      data,
    }));
    const { receipt, kind, mall, object, problem, locale, received, flags, state } = found;
    const whole = { receipt, kind, mall, object, problem, locale, received, flags, state, events, ...opened };
    const out = needed(context, 'out');
    await writeFile(out, `${JSON.stringify(whole, null, 2)}\n`, { mode: 0o600 });
    context.say(`All that is kept of the sender of ${grouped(receipt)} is in ${out}; files are written by \`file\`.`);
  },
};

export const rotate: Command = {
  usage: 'rotate --identity OLD-KEY-FILE --to age1…,age1… --by NAME',
  async run(context) {
    const [identities, officers, by] = [await identitiesOf(context), recipientsOf(context), officerOf(context)];
    let [cases, seals] = [0, 0];
    for await (const found of context.store.each()) {
      if (found.state.isPurged) continue;
      const day = found.state.lastDay > context.today ? found.state.lastDay : context.today;
      seals += await reseal(context.store, found, identities, officers, by, day);
      cases += 1;
    }
    context.say(
      `${seals} seals of ${cases} cases now open with the new keys alone. Set INTAKE_RECIPIENTS to them too.`,
    );
  },
};
