import { Stop } from '../../src/disclosure/stop.ts';
import { reseal } from '../../src/intake/officer.ts';
import { grouped } from '../../src/lib/receipt-code.ts';
import { type Command, identitiesOf, isUnfit, officerOf, recipientsOf } from './context.ts';

/** Cases between two lines of progress. */
const STRIDE = 500;

export const rotate: Command = {
  usage: 'rotate --identity OLD --to age1…,age1… --by NAME',
  does: 'seal everything anew to other public keys, when a key was lost or an officer comes or goes',
  async run({ store, ...call }) {
    const [identities, officers, by] = [await identitiesOf(call), recipientsOf(call), officerOf(call)];
    const unopened: string[] = [];
    let [cases, seals] = [0, 0];
    for await (const found of store.each()) {
      const { receipt, state } = found;
      if (state.isPurged) continue;
      const day = state.lastDay > call.today ? state.lastDay : call.today;
      try {
        seals += await reseal(store, found, identities, officers, by, day);
        cases += 1;
        if (cases % STRIDE === 0) call.say(`${cases} cases …`);
      } catch (error) {
        if (!isUnfit(error)) throw error;
        unopened.push(grouped(receipt));
      }
    }
    call.say(`${seals} seals of ${cases} cases now open with the new keys alone.`);
    call.say('Files that still wait for their complaint keep the old seal for a day: rotate once more after that.');
    if (unopened.length > 0) {
      throw new Stop(
        `${unopened.length} cases were left as they are, since the keys of --identity do not open all of them: ${unopened.join(', ')}.\n` +
          'Where a run was broken off or new complaints came in between, put old and new private keys into one file and run it again.',
      );
    }
  },
};
