import { useEffect, useState } from 'react';
import { say, type Words } from './words.ts';

/** Names a firm is known by, within how many days it answers, and the mall that it runs or stands in. */
type Firm = [names: string[], days: number, mall: string | null];

/** Where the shop named settles disputes online first, says so with the firm’s own clock. It holds nobody up. */
export function OdrNote({ locale, words, mall, text }: { locale: string; words: Words; mall: string; text: string }) {
  const [firms, setFirms] = useState<Firm[]>([]);
  useEffect(() => {
    fetch('/data/odr.json')
      .then((answer) => (answer.ok ? (answer.json() as Promise<Firm[]>) : []))
      .then(setFirms)
      .catch(() => {});
  }, []);
  const typed = folded(text);
  const firm = firms.find(
    ([names, , place]) => (mall !== '' && place === mall) || names.some((name) => typed.includes(folded(name))),
  );
  if (firm === undefined) return null;
  return (
    <p className="alert" data-level="tip" role="status">
      {say(words, 'odr.note', { days: firm[1] })}{' '}
      <a href={`/${locale}/directory/odr-firms/`}>{say(words, 'odr.link')}</a>
    </p>
  );
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
