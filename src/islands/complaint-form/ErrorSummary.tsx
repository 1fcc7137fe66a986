import { type RefObject, useEffect, useRef } from 'react';
import type { FormError } from '../../schema/form-state.ts';
import { messageOf, say, type Words } from './words.ts';

/** All errors in one place, each a link to its field; takes focus when it appears, so that it is read out. */
export function ErrorSummary({
  errors,
  words,
  onGo,
}: {
  errors: FormError[];
  words: Words;
  onGo: (field: FormError['field']) => void;
}) {
  const box: RefObject<HTMLDivElement | null> = useRef(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div className="error-summary flow" role="alert" aria-labelledby="summary-title" tabIndex={-1} ref={box}>
      <h2 id="summary-title">{say(words, 'summary')}</h2>
      <ul>
        {errors.map(({ field, key, values }) => (
          <li key={`${field} ${key} ${values?.['name'] ?? ''}`}>
            {field === 'form' ? (
              messageOf(words, key, values)
            ) : (
              <a
                href={`#${field === 'files' ? 'evidence' : field}`}
                onClick={(event) => {
                  event.preventDefault();
                  onGo(field);
                }}
              >
                {messageOf(words, key, values)}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
