import type { Database } from './sql.ts';

export interface OutboxLetter {
  seq: number;
  receipt: string;
  body: string;
  attempts: number;
}

/** Letters to the bureau’s own platform, one for each event, kept until they arrive. */
export function outbox(database: Database, now: () => number) {
  return {
    /** Letters that may go out now, at most one of each case, so that a case’s events arrive in order. */
    async dueLetters(at: number, limit: number): Promise<OutboxLetter[]> {
      return database.all<OutboxLetter>(
        `select seq, receipt, body, attempts from outbox o where delivered is null and dead is null and next_at <= ?
         and not exists (
           select 1 from outbox earlier where earlier.receipt = o.receipt and earlier.seq < o.seq
           and earlier.delivered is null
         ) order by seq limit ?`,
        ...[at, limit],
      );
    },

    /** Claims a letter for one try; false where another process has it. */
    async claimLetter({ seq, attempts }: OutboxLetter, until: number): Promise<boolean> {
      const rows = await database.transaction((sql) =>
        sql.all(
          'update outbox set attempts = attempts + 1, next_at = ? where seq = ? and attempts = ? returning seq',
          ...[until, seq, attempts],
        ),
      );
      return rows.length > 0;
    },

    async settleLetter(seq: number, to: { delivered: number } | { next: number } | { dead: number }): Promise<void> {
      const [column, value] =
        'delivered' in to ? ['delivered', to.delivered] : 'dead' in to ? ['dead', to.dead] : ['next_at', to.next];
      await database.transaction((sql) => sql.all(`update outbox set ${column} = ? where seq = ?`, value, seq));
    },

    async deadLetters(): Promise<(OutboxLetter & { dead: number })[]> {
      return database.all('select seq, receipt, body, attempts, dead from outbox where dead is not null order by seq');
    },

    /** Lets a dead letter try again. */
    async reviveLetter(seq: number): Promise<boolean> {
      const text =
        'update outbox set dead = null, attempts = 0, next_at = ? where seq = ? and dead is not null returning seq';
      return (await database.transaction((sql) => sql.all(text, now(), seq))).length > 0;
    },

    /** Forgets letters that arrived before then. */
    async dropDelivered(before: number): Promise<void> {
      await database.transaction((sql) => sql.all('delete from outbox where delivered < ?', before));
    },
  };
}
