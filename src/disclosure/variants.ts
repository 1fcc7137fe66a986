import { foldName, nameWithoutSuffix } from './names.ts';
import { nearNames } from './near-names.ts';
import { findMall, namesOf, type Register } from './register.ts';

/** Names that may be one business; the import keeps them apart and the officer decides. */
export interface Variants {
  differBy: 'legal suffix' | 'one letter';
  names: string[];
}

/** For a name that the register does not know: registered names that differ by a legal suffix or one letter. */
export function nearFinder(register: Register): (name: string) => string[] {
  const bare = bareNames(register);
  const keys = [...bare.keys()];
  const near = nearNames(keys);
  return (name) => {
    const key = nameWithoutSuffix(name);
    const slips = near.nearTo(key).map((position) => keys[position] ?? '');
    return [...new Set([key, ...slips].flatMap((found) => bare.get(found) ?? []))];
  };
}

/** Groups of names of different malls where at least one was opened by this import. */
export function possibleVariants(register: Register): Variants[] {
  const opened = new Set(register.opened);
  const isOpened = (name: string) => opened.has(findMall(register, name) ?? '');
  const bare = bareNames(register);
  const keys = [...bare.keys()];

  const bySuffix = keys.flatMap((key): Variants[] => {
    const names = oneNameEach(register, bare.get(key) ?? []);
    return names.length > 1 && names.some(isOpened) ? [{ differBy: 'legal suffix', names }] : [];
  });
  const near = nearNames(keys);
  const byLetter = keys.flatMap((key, position) =>
    near
      .nearTo(key)
      .filter((other) => other > position)
      .map((other) =>
        oneNameEach(
          register,
          [key, keys[other] ?? ''].flatMap((each) => bare.get(each) ?? []),
        ),
      )
      .filter((names) => names.length > 1 && names.some(isOpened))
      .map((names): Variants => ({ differBy: 'one letter', names })),
  );
  return [...bySuffix, ...byLetter];
}

/** Name without suffix → the registered names that come to it. */
function bareNames({ malls }: Register): Map<string, string[]> {
  const bare = new Map<string, string[]>();
  for (const mall of malls.values()) {
    for (const name of namesOf(mall)) {
      const key = nameWithoutSuffix(name);
      if (key === '') continue;
      const names = bare.get(key);
      if (names === undefined) bare.set(key, [name]);
      else if (!names.some((other) => foldName(other) === foldName(name))) names.push(name);
    }
  }
  return bare;
}

function oneNameEach(register: Register, names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [findMall(register, name), name])).values()];
}
