import { join } from 'node:path';
import { caseClocks, type Laws, nextDue } from '../../lib/case-clock.ts';
import { openPostgres } from './postgres.ts';
import type { Database } from './sql.ts';
import { openSqlite } from './sqlite.ts';
import { openStore, type Store, type StoreOptions } from './store.ts';

export interface Place {
  /** postgres://… where PostgreSQL keeps the complaints. */
  databaseUrl?: string | undefined;
  /** Folder of the SQLite file otherwise. */
  varDir: string;
}

export function sqliteFile({ varDir }: Pick<Place, 'varDir'>): string {
  return join(varDir, 'intake.sqlite');
}

export async function openDatabase(place: Place): Promise<Database> {
  return place.databaseUrl === undefined ? openSqlite(sqliteFile(place)) : openPostgres(place.databaseUrl);
}

/** The store of a place, with the statutory clocks of these laws. */
export async function openPlace(
  place: Place,
  laws: Laws,
  today: () => string,
  options: Omit<StoreOptions, 'dueOf'> = {},
): Promise<Store> {
  const dueOf: StoreOptions['dueOf'] = (state) => nextDue(caseClocks(state, laws, today()));
  return openStore(await openDatabase(place), { ...options, dueOf });
}
