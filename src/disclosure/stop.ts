/** A fault that the officer can mend: its message is shown as it is, without a stack. */
export class Stop extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Stop';
  }
}
