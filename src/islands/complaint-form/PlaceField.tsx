import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Field, type FieldProps } from './Field.tsx';
import { say } from './words.ts';

type Names = [id: string, name: string, ...others: string[]][];

const SHOWN = 8;

/**
 * Name of the mall or place. With script it is a combobox by the ARIA 1.2 pattern (a list below a text field;
 * focus stays in the field, aria-activedescendant names the choice): https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 * A text that names no mall is kept as it is.
 */
export function PlaceField({
  locale,
  onPick,
  isEnhanced,
  ...props
}: FieldProps & { locale: string; onPick: (id: string, name: string) => void; isEnhanced: boolean }) {
  const { name, words, value, onChange } = props;
  const [names, setNames] = useState<Names>();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useId();
  const asked = useRef(false);

  const load = () => {
    if (asked.current) return;
    asked.current = true;
    fetch(`/data/names.${locale}.json`)
      .then((response) => response.json() as Promise<Names>)
      .then(setNames)
      // Without the list the field is a plain text field, which the server understands as well.
      .catch(() => undefined);
  };

  const wanted = fold(value);
  const matches =
    wanted === ''
      ? []
      : (names ?? []).filter((entry) => entry.slice(1).some((one) => fold(one).includes(wanted))).slice(0, SHOWN);
  const isShown = isEnhanced && isOpen && matches.length > 0;

  const pick = ([id, mallName]: Names[number]) => {
    onPick(id, mallName);
    setOpen(false);
    setActive(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setOpen(false);
    if (!isShown) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((at) => (at + step + matches.length) % matches.length);
    }
    const chosen = matches[active];
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      pick(chosen);
    }
  };

  return (
    <Field {...props}>
      {(control) => (
        <div className="combobox">
          <input
            {...control}
            type="text"
            value={value}
            autoComplete="off"
            {...(isEnhanced && {
              role: 'combobox',
              'aria-expanded': isShown,
              'aria-controls': list,
              'aria-autocomplete': 'list' as const,
              'aria-activedescendant': isShown && active >= 0 ? `${list}-${active}` : undefined,
            })}
            onFocus={load}
            onKeyDown={onKeyDown}
            onBlur={() => setOpen(false)}
            onChange={(event) => {
              onChange(name, event.target.value);
              setOpen(true);
              setActive(-1);
            }}
          />
          {isEnhanced && (
            <div className="options" role="listbox" id={list} aria-label={say(words, 'place')} hidden={!isShown}>
              {matches.map((entry, index) => (
                <div
                  key={entry[0]}
                  id={`${list}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  tabIndex={-1}
                  // The field would lose focus, and close the list, before a click arrives.
                  onMouseDown={(event) => {
                    event.preventDefault();
                    pick(entry);
                  }}
                >
                  {entry[1]}
                </div>
              ))}
            </div>
          )}
          {isEnhanced && (
            <p className="visually-hidden" role="status">
              {isShown ? say(words, 'place.results', { n: matches.length }) : ''}
            </p>
          )}
        </div>
      )}
    </Field>
  );
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
