import type { ReactNode } from 'react';
import type { ComplaintField } from '../../schema/complaint.ts';
import type { FormError } from '../../schema/form-state.ts';
import { EvidenceField } from './EvidenceField.tsx';
import { ChoiceField, Field, type FieldProps, SelectField, TextField, TickField } from './Field.tsx';
import { OdrNote } from './OdrNote.tsx';
import { PlaceField } from './PlaceField.tsx';
import type { Evidence } from './useEvidence.ts';
import { say, type Words } from './words.ts';

const NARRATIVE_MAX = 4000;

export interface SectionProps {
  locale: string;
  words: Words;
  isEnhanced: boolean;
  /** Props of a field by its name. */
  field: (name: ComplaintField) => FieldProps;
  onPickMall: (id: string, name: string) => void;
  evidence: Evidence;
  fileErrors: FormError[];
}

/** The fields of each step, by the id of the step. */
export const SECTIONS: Record<string, (props: SectionProps) => ReactNode> = {
  about: ({ locale, words, isEnhanced, field, onPickMall }) => (
    <>
      <ChoiceField
        {...field('kind')}
        choices={[
          { value: 'complaint', text: say(words, 'kind.complaint') },
          { value: 'report', text: say(words, 'kind.report') },
        ]}
      />
      <input type="hidden" name="mall" value={field('mall').value} />
      <PlaceField {...field('place')} locale={locale} isEnhanced={isEnhanced} onPick={onPickMall} />
      <TextField {...field('shop')} isOptional />
      {isEnhanced && (
        <OdrNote
          locale={locale}
          words={words}
          mall={field('mall').value}
          text={`${field('place').value} ${field('shop').value}`}
        />
      )}
    </>
  ),
  what: ({ words, field }) => (
    <>
      <SelectField
        {...field('object')}
        groups={[
          { label: say(words, 'goods'), options: named(words, 'object', words.lists.goods) },
          { label: say(words, 'services'), options: named(words, 'object', words.lists.services) },
        ]}
      />
      <SelectField {...field('problem')} groups={[{ options: named(words, 'problem', words.lists.problem) }]} />
    </>
  ),
  facts: ({ words, isEnhanced, field }) => {
    const narrative = field('narrative');
    return (
      <>
        <Field {...narrative}>
          {(control) => (
            <>
              <textarea
                {...control}
                rows={8}
                value={narrative.value}
                onChange={(event) => narrative.onChange('narrative', event.target.value)}
              />
              {isEnhanced && (
                <p className="hint">{say(words, 'narrative.left', { n: NARRATIVE_MAX - narrative.value.length })}</p>
              )}
            </>
          )}
        </Field>
        <TextField {...field('happenedOn')} isOptional inputMode="numeric" />
        <TextField {...field('amount')} isOptional inputMode="decimal" />
      </>
    );
  },
  evidence: ({ locale, words, isEnhanced, evidence, fileErrors }) => (
    <EvidenceField locale={locale} words={words} isEnhanced={isEnhanced} evidence={evidence} errors={fileErrors} />
  ),
  claim: ({ words, field }) => <ChoiceField {...field('claim')} choices={named(words, 'claim', words.lists.claim)} />,
  you: ({ words, field }) => (
    <>
      <p className="hint">{say(words, 'report.anonymous')}</p>
      <TextField {...field('name')} autoComplete="name" />
      <TextField {...field('phone')} type="tel" autoComplete="tel" inputMode="tel" />
      <TextField {...field('email')} type="email" autoComplete="email" inputMode="email" isOptional />
      <Field {...field('address')}>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            // Browsers fill in a whole postal address only where several lines fit.
            autoComplete="street-address"
            value={field('address').value}
            onChange={(event) => field('address').onChange('address', event.target.value)}
          />
        )}
      </Field>
    </>
  ),
  consent: ({ field }) => (
    <>
      <TickField {...field('publish')} />
      <TickField {...field('delegate')} />
      <TickField {...field('truth')} />
    </>
  ),
};

function named(words: Words, list: string, slugs: readonly string[]) {
  return slugs.map((slug) => ({ value: slug, text: words.taxonomy[`${list}.${slug}`] ?? slug }));
}
