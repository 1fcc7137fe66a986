import type { FormError } from '../../schema/form-state.ts';
import { TYPES } from './evidence.ts';
import type { Evidence, Item } from './useEvidence.ts';
import { messageOf, say, type Words } from './words.ts';

interface Props {
  locale: string;
  words: Words;
  isEnhanced: boolean;
  evidence: Evidence;
  errors: FormError[];
}

/** Photos and PDFs. Without script a file field and ticks to remove; with script each is sent at once and says how it went. */
export function EvidenceField({ locale, words, isEnhanced, evidence, errors }: Props) {
  const { items, add } = evidence;
  const ids = ['evidence-hint', ...errors.map((_, index) => `evidence-error-${index}`)].join(' ');
  return (
    <>
      <div className="field" data-error={errors.length > 0 ? '' : undefined}>
        <label htmlFor="evidence">
          {say(words, 'evidence')}
          <span className="small"> {say(words, 'optional')}</span>
        </label>
        <p className="hint" id="evidence-hint">
          {say(words, 'evidence.hint')}
        </p>
        {errors.map(({ key, values }, index) => (
          <p className="error-text" id={`evidence-error-${index}`} key={`${key} ${values?.['name'] ?? ''}`}>
            {messageOf(words, key, values)}
          </p>
        ))}
        <input
          type="file"
          id="evidence"
          name="evidence"
          multiple
          accept={TYPES.join(',')}
          aria-describedby={ids}
          aria-invalid={errors.length > 0 ? true : undefined}
          onChange={(event) => {
            if (!isEnhanced) return;
            void add([...(event.target.files ?? [])]);
            // Sent already: the form itself carries only their numbers.
            event.target.value = '';
          }}
        />
      </div>
      {items.length > 0 && (
        <ul className="files" aria-label={say(words, 'files')}>
          {items.map((item) => (
            <li key={item.id} data-state={item.state}>
              <span>
                <strong>{item.name}</strong> {sizeText(locale, item.bytes)}
              </span>
              {isEnhanced ? (
                <Standing words={words} item={item} evidence={evidence} />
              ) : (
                <label className="choice">
                  <input type="checkbox" name="drop" value={item.id} /> {say(words, 'file.remove')}
                </label>
              )}
            </li>
          ))}
        </ul>
      )}
      {isEnhanced && (
        <p className="visually-hidden" role="status">
          {items.length > 0 &&
            say(words, 'files.status', {
              sent: items.filter(({ state }) => state === 'sent').length,
              failed: items.filter(({ state }) => state === 'failed').length,
            })}
        </p>
      )}
    </>
  );
}

function Standing({ words, item, evidence }: { words: Words; item: Item; evidence: Evidence }) {
  const { id, name, state, share, fault, isPassing } = item;
  const percent = Math.round(share * 100);
  return (
    <>
      {state === 'sending' && (
        <span>
          <progress max={100} value={percent} aria-label={name} /> {say(words, 'file.sending', { percent })}
        </span>
      )}
      {state === 'sent' && <span>{say(words, 'file.sent')}</span>}
      {state === 'failed' && (
        <span className="error-text">{messageOf(words, fault ?? 'error.file.lost', { name })}</span>
      )}
      <span className="cluster">
        {state === 'failed' && isPassing && (
          <button className="button" data-quiet="" type="button" onClick={() => evidence.retry(id)}>
            {say(words, 'file.retry')}
            <span className="visually-hidden">{`: ${name}`}</span>
          </button>
        )}
        <button className="button" data-quiet="" type="button" onClick={() => evidence.remove(id)}>
          {say(words, 'file.remove')}
          <span className="visually-hidden">{`: ${name}`}</span>
        </button>
      </span>
    </>
  );
}

/** As in 1.2 MB; empty where the size is not known. */
export function sizeText(locale: string, bytes: number): string {
  if (bytes === 0) return '';
  const [unit, size] =
    bytes < 1_000_000 ? (['kilobyte', bytes / 1000] as const) : (['megabyte', bytes / 1_000_000] as const);
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'kilobyte' ? 0 : 1,
  });
  return `(${format.format(Math.max(size, 1))})`;
}
