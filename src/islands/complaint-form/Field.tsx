import type { ReactNode } from 'react';
import type { ComplaintField } from '../../schema/complaint.ts';
import { type FieldWord, hasWord, messageOf, say, type Words } from './words.ts';

export interface FieldProps {
  name: ComplaintField;
  words: Words;
  value: string;
  /** Key of the error, where there is one. */
  error: string | undefined;
  isOptional?: boolean;
  onChange: (name: ComplaintField, value: string) => void;
}

/** What a control needs to be tied to its label, hint and error. */
export interface ControlProps {
  id: string;
  name: ComplaintField;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

type Composed = Omit<FieldProps, 'value' | 'onChange'> & { children: (control: ControlProps) => ReactNode };

/** Composes label, hint, error and control, and owns aria-describedby. */
export function Field({ name, words, error, isOptional = false, children }: Composed) {
  const { hint, describedBy } = described(name, error);
  return (
    <div className="field" data-error={error ? '' : undefined}>
      <label htmlFor={name}>
        {say(words, name as FieldWord)}
        {isOptional && <span className="small"> {say(words, 'optional')}</span>}
      </label>
      <Notes name={name} words={words} hint={hint} error={error} />
      {children({ id: name, name, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
    </div>
  );
}

/** A group of choices: its question is the legend, which screen readers say with each choice. */
export function ChoiceField({
  name,
  words,
  value,
  error,
  onChange,
  choices,
}: FieldProps & { choices: readonly { value: string; text: string }[] }) {
  const { hint, describedBy } = described(name, error);
  return (
    <fieldset className="field" data-error={error ? '' : undefined} aria-describedby={describedBy}>
      <legend>{say(words, name as FieldWord)}</legend>
      <Notes name={name} words={words} hint={hint} error={error} />
      {choices.map((choice, index) => (
        <label className="choice" key={choice.value}>
          <input
            type="radio"
            id={index === 0 ? name : `${name}-${choice.value}`}
            name={name}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChange(name, choice.value)}
          />
          {choice.text}
        </label>
      ))}
    </fieldset>
  );
}

export function TextField({
  type = 'text',
  autoComplete,
  inputMode,
  ...props
}: FieldProps & {
  type?: 'text' | 'tel' | 'email';
  autoComplete?: string;
  inputMode?: 'decimal' | 'numeric' | 'tel' | 'email';
}) {
  const { name, value, onChange } = props;
  return (
    <Field {...props}>
      {(control) => (
        <input
          {...control}
          type={type}
          value={value}
          autoComplete={autoComplete ?? 'off'}
          inputMode={inputMode}
          onChange={(event) => onChange(name, event.target.value)}
        />
      )}
    </Field>
  );
}

export function SelectField({
  groups,
  ...props
}: FieldProps & { groups: readonly { label?: string; options: readonly { value: string; text: string }[] }[] }) {
  const { name, words, value, onChange } = props;
  const options = (list: readonly { value: string; text: string }[]) =>
    list.map((option) => (
      <option key={option.value} value={option.value}>
        {option.text}
      </option>
    ));
  return (
    <Field {...props}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(name, event.target.value)}>
          <option value="">{say(words, 'choose')}</option>
          {groups.map((group) =>
            group.label === undefined ? (
              options(group.options)
            ) : (
              <optgroup key={group.label} label={group.label}>
                {options(group.options)}
              </optgroup>
            ),
          )}
        </select>
      )}
    </Field>
  );
}

export function TickField({ name, words, value, error, onChange }: FieldProps) {
  const { describedBy } = described(name, error);
  return (
    <div className="field" data-error={error ? '' : undefined}>
      <Notes name={name} words={words} hint={undefined} error={error} />
      <label className="choice">
        <input
          type="checkbox"
          id={name}
          name={name}
          value="true"
          checked={value === 'true'}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onChange(name, event.target.checked ? 'true' : '')}
        />
        {say(words, name as FieldWord)}
      </label>
    </div>
  );
}

function Notes({
  name,
  words,
  hint,
  error,
}: {
  name: string;
  words: Words;
  hint: string | undefined;
  error: string | undefined;
}) {
  return (
    <>
      {hint !== undefined && hasWord(words, hint) && (
        <p className="hint" id={`${name}-hint`}>
          {say(words, hint)}
        </p>
      )}
      {error !== undefined && (
        <p className="error-text" id={`${name}-error`}>
          {messageOf(words, error)}
        </p>
      )}
    </>
  );
}

const HINTED: readonly string[] = [
  'kind',
  'place',
  'shop',
  'narrative',
  'happenedOn',
  'amount',
  'name',
  'phone',
  'address',
];

function described(name: string, error: string | undefined) {
  const hint = HINTED.includes(name) ? `${name}.hint` : undefined;
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return { hint, describedBy: ids === '' ? undefined : ids };
}
