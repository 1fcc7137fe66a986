import type { FormValues, WaitingFile } from '../../schema/form-state.ts';
import { eraseUnsent } from './unsent.ts';

// One key for all languages, so that a draft survives the language switch.
const KEY = 'fangxin.draft';

interface Draft {
  values: FormValues;
  step: number;
  /** Key under which files wait on the server. */
  key?: string;
  /** Files that wait there; what could not be sent lies in the browser’s database. */
  files?: WaitingFile[];
}

/** The draft on this device; undefined where there is none, or where storage is closed to us. */
export function readDraft(): Draft | undefined {
  try {
    const draft = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Draft | null;
    return draft ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(draft: Draft): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // Private windows and full disks refuse: the form works on without a draft.
  }
}

export function eraseDraft(): void {
  void eraseUnsent();
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept where storage is closed.
  }
}
