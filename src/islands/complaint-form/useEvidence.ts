import { useEffect, useRef, useState } from 'react';
import type { WaitingFile } from '../../schema/form-state.ts';
import { MOST_FILES } from '../../schema/limits.ts';
import { faultOf, NotSent, send, shrunk, takeBack } from './evidence.ts';
import { dropUnsent, keepUnsent, readUnsent, type Unsent } from './unsent.ts';

/** A file of evidence as the form shows it. */
export interface Item extends WaitingFile {
  state: 'sending' | 'sent' | 'failed';
  /** Share that has gone, 0 to 1. */
  share: number;
  /** Key of the reason, where it failed. */
  fault?: string;
  /** Trying again may help. */
  isPassing?: boolean;
}

/** The files of a form: chosen, made smaller, sent at once under the form’s key, tried again when the line is back. */
export function useEvidence(first: WaitingFile[], key: string, isEnhanced: boolean) {
  const [items, setItems] = useState<Item[]>(() => first.map(asSent));
  const unsent = useRef(new Map<string, Unsent>());

  const change = (id: string, changes: Partial<Item>) =>
    setItems((all) => all.map((item) => (item.id === id ? { ...item, ...changes } : item)));

  const sendOne = async (one: Unsent) => {
    change(one.id, { state: 'sending', share: 0 });
    try {
      const id = await send(one.file, key, (share) => change(one.id, { share }));
      unsent.current.delete(one.id);
      await dropUnsent(one.id);
      change(one.id, { id, state: 'sent', share: 1, bytes: one.file.size });
    } catch (error) {
      const { key: fault, isPassing } = error instanceof NotSent ? error : new NotSent('error.file.lost', true);
      change(one.id, { state: 'failed', fault, isPassing });
      if (isPassing) return;
      unsent.current.delete(one.id);
      await dropUnsent(one.id);
    }
  };

  const add = async (files: File[]) => {
    const room = Math.max(0, MOST_FILES - items.filter(({ state }) => state !== 'failed').length);
    for (const [index, file] of files.entries()) {
      const id = crypto.randomUUID();
      const fault = index >= room ? 'error.files.many' : faultOf(file);
      const item: Item = { id, name: file.name, bytes: file.size, share: 0, state: fault ? 'failed' : 'sending' };
      setItems((all) => [...all, { ...item, ...(fault && { fault }) }]);
      if (fault !== undefined) continue;
      const one = { id, name: file.name, file: await shrunk(file) };
      unsent.current.set(id, one);
      await keepUnsent(one);
      await sendOne(one);
    }
  };

  const retry = (id: string) => {
    const one = unsent.current.get(id);
    if (one !== undefined) void sendOne(one);
  };

  const remove = (id: string) => {
    const item = items.find((one) => one.id === id);
    if (item?.state === 'sent') takeBack(id, key);
    unsent.current.delete(id);
    void dropUnsent(id);
    setItems((all) => all.filter((one) => one.id !== id));
  };

  // What an earlier visit could not send is shown again and tried at once.
  const restore = async (sent: WaitingFile[]) => {
    const left = await readUnsent();
    for (const one of left) unsent.current.set(one.id, one);
    const waiting = left.map(
      ({ id, name, file }): Item => ({ id, name, bytes: file.size, share: 0, state: 'sending' }),
    );
    setItems((all) => [...(all.length > 0 ? all : sent.map(asSent)), ...waiting]);
    for (const one of left) await sendOne(one);
  };

  useEffect(() => {
    if (!isEnhanced) return;
    const onOnline = () => {
      for (const id of unsent.current.keys()) retry(id);
    };
    addEventListener('online', onOnline);
    return () => removeEventListener('online', onOnline);
  });

  return { items, add, retry, remove, restore, clear: () => setItems([]) };
}

export type Evidence = ReturnType<typeof useEvidence>;

function asSent(file: WaitingFile): Item {
  return { ...file, state: 'sent', share: 1 };
}
