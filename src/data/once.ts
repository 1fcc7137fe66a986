/**
 * The first answer is kept for the whole build, so that thirty thousand pages compute nothing twice.
 * Under the dev server content changes while it runs, and every call asks afresh.
 */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    if (import.meta.env.DEV) return make();
    answer ??= make();
    return answer;
  };
}

/** The same for each record that stays one object for the whole build, such as a half-year. */
export function onceEach<K extends object, T>(make: (of: K) => Promise<T>): (of: K) => Promise<T> {
  const answers = new WeakMap<K, Promise<T>>();
  return (of) => {
    if (import.meta.env.DEV) return make(of);
    const answer = answers.get(of) ?? make(of);
    answers.set(of, answer);
    return answer;
  };
}
