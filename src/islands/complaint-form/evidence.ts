import { MOST_FILE_BYTES } from '../../schema/limits.ts';

export const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];
/** Longest side of a picture that is sent; a receipt can still be read in it. */
const SIDE = 2560;
const QUALITY = 0.85;

/** Why a file was not sent: a string key of content/ui/<locale>/form.json. */
export class NotSent extends Error {
  readonly key: string;
  /** Sending it again may help. */
  readonly isPassing: boolean;
  constructor(key: string, isPassing: boolean) {
    super(key);
    this.key = key;
    this.isPassing = isPassing;
  }
}

/** What can be said of a file before it is sent. */
export function faultOf({ type, size }: Blob): string | undefined {
  if (size === 0) return 'error.file.empty';
  if (!TYPES.includes(type)) return 'error.file.type';
  // A picture may still shrink below the limit; a PDF does not.
  if (type === 'application/pdf' && size > MOST_FILE_BYTES) return 'error.file.large';
  return undefined;
}

/** A smaller picture, upright; the file itself where that fails or saves nothing. */
export async function shrunk(file: Blob): Promise<Blob> {
  if (!file.type.startsWith('image/')) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    return made !== null && made.size < file.size ? made : file;
  } catch {
    return file;
  }
}

/** Sends a file ahead of its complaint. Tells the share that has gone, 0 to 1. Throws `NotSent`. */
export function send(file: Blob, key: string, onProgress: (share: number) => void): Promise<string> {
  if (file.size > MOST_FILE_BYTES) return Promise.reject(new NotSent('error.file.large', false));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/files');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Upload-Key', key);
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / Math.max(1, total));
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status === 201 && answer.id !== undefined) resolve(answer.id);
      else if (request.status === 413) reject(new NotSent('error.file.large', false));
      else if (request.status === 422) reject(new NotSent(answer.errors?.[0]?.key ?? 'error.file.broken', false));
      else reject(new NotSent('error.file.busy', true));
    };
    request.onerror = () => reject(new NotSent('error.file.lost', true));
    request.send(file);
  });
}

/** Takes a file back that still waits on the server; nothing depends on whether it works. */
export function takeBack(id: string, key: string): void {
  fetch(`/api/v1/files/${id}`, { method: 'DELETE', headers: { 'Upload-Key': key } }).catch(() => {});
}

function parsed(text: string): { id?: string; errors?: { key?: string }[] } {
  try {
    return JSON.parse(text) as { id?: string };
  } catch {
    return {};
  }
}
