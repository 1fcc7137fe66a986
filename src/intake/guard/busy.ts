/** Counts what is being done; beyond a number the service says that it is busy, before anything is begun. */
export interface Busy {
  isFull(): boolean;
  while<T>(work: () => Promise<T>): Promise<T>;
}

export function busyBeyond(most: number): Busy {
  let running = 0;
  return {
    isFull: () => running >= most,
    async while(work) {
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
      }
    },
  };
}
