import type { ComplaintField } from '../../schema/complaint.ts';
import type { FormValues } from '../../schema/form-state.ts';
import { sizeText } from './EvidenceField.tsx';
import { STEPS } from './steps.ts';
import type { Item } from './useEvidence.ts';
import { hasWord, say, type WordKey, type Words } from './words.ts';

/** Every answer as it will be sent, with a way back to each. */
export function Review({
  locale,
  words,
  values,
  files,
  onChangeStep,
}: {
  locale: string;
  words: Words;
  values: FormValues;
  files: Item[];
  /** Absent without script: there one button leads back to the whole form. */
  onChangeStep: ((step: number) => void) | undefined;
}) {
  return (
    <div className="flow">
      <p className="lede">{say(words, 'review.lede')}</p>
      {STEPS.map((step, index) => (
        <section key={step.id} className="flow" aria-labelledby={`review-${step.id}`}>
          <h2 id={`review-${step.id}`}>{say(words, step.title)}</h2>
          <dl className="answers">
            {step.fields
              .filter((field) => hasWord(words, field))
              .map((field) => (
                <div key={field}>
                  <dt>{say(words, field as WordKey)}</dt>
                  <dd>{answer(words, field, values[field] ?? '')}</dd>
                </div>
              ))}
            {step.id === 'evidence' && (
              <div>
                <dt>{say(words, 'files')}</dt>
                {files.length === 0 && <dd>{say(words, 'review.none')}</dd>}
                {files.map(({ id, name, bytes }) => (
                  <dd key={id}>
                    {name} {sizeText(locale, bytes)}
                  </dd>
                ))}
              </div>
            )}
          </dl>
          {onChangeStep && (
            <button className="button" data-quiet="" type="button" onClick={() => onChangeStep(index)}>
              {say(words, 'change')}
              <span className="visually-hidden">{`: ${say(words, step.title)}`}</span>
            </button>
          )}
        </section>
      ))}
    </div>
  );
}

function answer(words: Words, field: ComplaintField, value: string): string {
  if (field === 'publish' || field === 'delegate' || field === 'truth')
    return say(words, value === 'true' ? 'yes' : 'no');
  if (value === '') return say(words, 'review.none');
  if (field === 'kind') return words.form[`start.${value as 'complaint' | 'report'}`] ?? value;
  return words.taxonomy[`${field}.${value}`] ?? value;
}
