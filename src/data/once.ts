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
