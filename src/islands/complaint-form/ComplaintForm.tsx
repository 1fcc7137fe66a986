import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { ComplaintField } from '../../schema/complaint.ts';
import type { FormError, FormState, FormValues } from '../../schema/form-state.ts';
import { eraseDraft, keepDraft, readDraft } from './draft.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { Review } from './Review.tsx';
import { SECTIONS } from './Sections.tsx';
import { STEPS, stepOf } from './steps.ts';
import { say, type Words } from './words.ts';

/** Checks the values in the browser; absent on the server, where the intake has checked them already. */
export type Check = (values: FormValues) => FormError[];

/** One form, drawn whole as plain HTML; with script one step at a time. */
export function ComplaintForm({ state, words, check }: { state: FormState; words: Words; check?: Check }) {
  const { locale, mode } = state;
  const [isEnhanced, setEnhanced] = useState(false);
  const [values, setValues] = useState(state.values);
  const [errors, setErrors] = useState(state.errors);
  const [step, setStep] = useState(mode === 'review' ? STEPS.length : 0);
  const [key, setKey] = useState(state.key);
  // One answer is being changed from the review: the next step leads back there.
  const [isChanging, setChanging] = useState(false);
  const [notice, setNotice] = useState<'erased' | 'offline' | 'sending'>();
  const heading: RefObject<HTMLHeadingElement | null> = useRef(null);
  const isReview = isEnhanced ? step === STEPS.length : mode === 'review';

  useEffect(() => {
    const draft = readDraft();
    if (state.errors.length > 0) setStep(stepOfError(state.errors[0]));
    else if (draft !== undefined && mode === 'edit') {
      const given = Object.fromEntries(Object.entries(state.values).filter(([, value]) => value !== ''));
      setValues({ ...draft.values, ...given });
      setStep(Math.min(draft.step, STEPS.length - 1));
    }
    // A key of its own lets a send be repeated after a lost answer without being kept twice.
    setKey((current) => current || crypto.randomUUID());
    setEnhanced(true);
    history.replaceState({ step: 0 }, '');
    const onBack = (event: PopStateEvent) => setStep(Math.min(Number(event.state?.step ?? 0), STEPS.length));
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, [state, mode]);

  useEffect(() => {
    if (isEnhanced) keepDraft({ values, step });
  }, [isEnhanced, values, step]);

  // A screen reader says the title first: it tells at once that something is wrong.
  useEffect(() => {
    const prefix = `${say(words, 'titleError')} `;
    const title = document.title.replace(prefix, '');
    document.title = errors.length > 0 ? prefix + title : title;
  }, [errors, words]);

  const go = (next: number) => {
    setChanging(isReview && next < STEPS.length);
    setErrors([]);
    setNotice(undefined);
    setStep(next);
    history.pushState({ step: next }, '');
    // The heading says where one has come to; without this a screen reader stays on the pressed button.
    requestAnimationFrame(() => heading.current?.focus());
  };
  const change = (name: ComplaintField, value: string) =>
    // A place typed anew is no longer the mall that was picked.
    setValues((all) => ({ ...all, [name]: value, ...(name === 'place' && { mall: '' }) }));
  const forward = () => {
    const found = (check?.(values) ?? []).filter(({ field }) => stepOf(field) === step);
    if (found.length > 0) setErrors(found);
    else go(isChanging ? STEPS.length : step + 1);
  };
  const onSubmit = (event: FormEvent) => {
    if (!isEnhanced) return;
    if (!isReview) {
      event.preventDefault();
      forward();
      return;
    }
    const found = check?.(values) ?? [];
    if (found.length > 0 || !navigator.onLine) {
      event.preventDefault();
      if (found.length > 0) {
        setStep(stepOfError(found[0]));
        setErrors(found);
      } else setNotice('offline');
      return;
    }
    setNotice('sending');
  };
  const erase = () => {
    eraseDraft();
    setValues({});
    setErrors([]);
    setStep(0);
    setNotice('erased');
  };
  const goToField = (field: FormError['field']) => {
    setStep((at) => (isEnhanced ? stepOf(field) : at));
    requestAnimationFrame(() => document.getElementById(field)?.focus());
  };

  const section = {
    locale,
    words,
    isEnhanced,
    onPickMall: (id: string, name: string) => setValues((all) => ({ ...all, mall: id, place: name })),
    field: (name: ComplaintField) => ({
      name,
      words,
      value: values[name] ?? '',
      error: errors.find(({ field }) => field === name)?.key,
      onChange: change,
    }),
  };
  const shown = isReview ? [] : isEnhanced ? STEPS.slice(step, step + 1) : STEPS;
  const hidden = isReview ? STEPS : isEnhanced ? STEPS.filter((_, index) => index !== step) : [];

  return (
    <form className="complaint flow" method="post" action={`/${locale}/complain/form/`} noValidate onSubmit={onSubmit}>
      <ErrorSummary errors={errors} words={words} onGo={goToField} />
      <h1 tabIndex={-1} ref={heading}>
        {isReview
          ? say(words, 'review.title')
          : isEnhanced
            ? say(words, STEPS[step]?.title ?? 'title')
            : say(words, 'title')}
      </h1>
      {isEnhanced && <p className="small">{say(words, 'step.of', { n: step + 1, total: STEPS.length + 1 })}</p>}
      {!isReview && (!isEnhanced || step === 0) && <p className="lede">{say(words, 'lede')}</p>}
      {shown.map(({ id, title }) => (
        <section key={id} className="flow" aria-labelledby={isEnhanced ? undefined : `section-${id}`}>
          {!isEnhanced && <h2 id={`section-${id}`}>{say(words, title)}</h2>}
          {SECTIONS[id]?.(section)}
        </section>
      ))}
      {isReview && <Review words={words} values={values} onChangeStep={isEnhanced ? go : undefined} />}
      {hidden.flatMap(({ fields }) =>
        fields.map((name) => <input key={name} type="hidden" name={name} value={values[name] ?? ''} />),
      )}
      <input type="hidden" name="key" value={key} />
      <div className="cluster">
        {isReview ? (
          <>
            <button className="button" type="submit" name="action" value="send" aria-disabled={notice === 'sending'}>
              {say(words, 'send')}
            </button>
            {!isEnhanced && (
              <button className="button" data-quiet="" type="submit" name="action" value="change">
                {say(words, 'changeAll')}
              </button>
            )}
          </>
        ) : (
          <button className="button" type="submit" name="action" value="check">
            {say(words, isEnhanced && !isChanging && step < STEPS.length - 1 ? 'continue' : 'check')}
          </button>
        )}
        {isEnhanced && step > 0 && (
          <button className="button" data-quiet="" type="button" onClick={() => go(step - 1)}>
            {say(words, 'back')}
          </button>
        )}
        {isEnhanced && (
          <button className="button" data-quiet="" type="button" onClick={erase}>
            {say(words, 'erase')}
          </button>
        )}
      </div>
      <p role="status">{notice && say(words, notice)}</p>
      {isEnhanced && <p className="small">{say(words, 'draft')}</p>}
    </form>
  );
}

/** Where an error is mended: at its field, or where the form is sent. */
function stepOfError(error: FormError | undefined): number {
  return error === undefined || error.field === 'form' ? STEPS.length : stepOf(error.field);
}
