/** Why a file is refused; a string key of content/ui/<locale>/form.json with `error.file.` before it. */
export type FileFault = 'empty' | 'large' | 'type' | 'broken' | 'pixels' | 'active' | 'locked';

export class BadFile extends Error {
  readonly fault: FileFault;
  constructor(fault: FileFault) {
    super(`The file is refused: ${fault}.`);
    this.fault = fault;
  }
}
