import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { ComplaintField } from '../../schema/complaint.ts';
import type { FormError, FormState, FormValues } from '../../schema/form-state.ts';
import { eraseDraft, keepDraft, readDraft } from './draft.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { takeBack } from './evidence.ts';
import { solveProof } from './proof.ts';
import { Review } from './Review.tsx';
import { SECTIONS } from './Sections.tsx';
import { STEPS, stepOf } from './steps.ts';
import { useEvidence } from './useEvidence.ts';
import { say, type Words } from './words.ts';

/** Checks the values in the browser. */
export type Check = (values: FormValues) => FormError[];

/** One form, drawn whole as plain HTML; with script one step at a time. */
export function ComplaintForm({
  state,
  words,
  loadCheck,
}: {
  state: FormState;
  words: Words;
  /** Absent on the server, where the intake has checked already. */
  loadCheck?: () => Promise<Check>;
}) {
  const { locale, mode } = state;
  const [isEnhanced, setEnhanced] = useState(false);
  const [values, setValues] = useState(state.values);
  const [errors, setErrors] = useState(state.errors);
  const [step, setStep] = useState(mode === 'review' ? STEPS.length : 0);
  const [key, setKey] = useState(state.key);
  // One answer is being changed from the review: the next step leads back there.
  const [isChanging, setChanging] = useState(false);
  const [restored, setRestored] = useState<FormState['files']>();
  const [notice, setNotice] = useState<'erased' | 'offline' | 'sending' | 'files.sending'>();
  const [proof, setProof] = useState('');
  const evidence = useEvidence(state.files, key, isEnhanced);
  const check: RefObject<Check | undefined> = useRef(undefined);
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
    // A key of its own lets a send be repeated after a lost answer without being kept twice; files wait under it.
    const isFresh = state.errors.length > 0 && state.key === '';
    setKey((current) => current || (isFresh ? undefined : draft?.key) || crypto.randomUUID());
    setEnhanced(true);
    setRestored(isFresh ? [] : (draft?.files ?? []));
    history.replaceState({ step: 0 }, '');
    const onBack = (event: PopStateEvent) => setStep(Math.min(Number(event.state?.step ?? 0), STEPS.length));
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, [state, mode]);

  // Once the key is known: what an earlier visit chose is shown again, and what it could not send is sent.
  useEffect(() => {
    if (restored === undefined || key === '') return;
    setRestored(undefined);
    void evidence.restore(restored);
  }, [restored, key, evidence]);

  useEffect(() => {
    const files = evidence.items.filter((item) => item.state === 'sent');
    const sent = files.map(({ id, name, bytes }) => ({ id, name, bytes }));
    if (isEnhanced && restored === undefined) keepDraft({ values, step, key, files: sent });
  }, [isEnhanced, restored, values, step, key, evidence.items]);

  useEffect(() => {
    if (!isEnhanced || !isReview) return;
    const stopped = new AbortController();
    void solveProof(stopped.signal).then((solved) => setProof(solved ?? ''));
    return () => stopped.abort();
  }, [isEnhanced, isReview]);

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
  const forward = async () => {
    check.current ??= await loadCheck?.();
    const found = (check.current?.(values) ?? []).filter(({ field }) => stepOf(field) === step);
    if (found.length > 0) setErrors(found);
    else go(isChanging ? STEPS.length : step + 1);
  };
  const onSubmit = (event: FormEvent) => {
    if (!isEnhanced) return;
    if (!isReview) {
      event.preventDefault();
      void forward();
      return;
    }
    const isUnsent = evidence.items.some((item) => item.state === 'failed' && item.isPassing);
    const found: FormError[] = [
      ...(check.current?.(values) ?? []),
      ...(isUnsent ? [{ field: 'files', key: 'error.files.unsent' } as const] : []),
    ];
    const isSending = evidence.items.some((item) => item.state === 'sending');
    if (found.length > 0 || isSending || !navigator.onLine) {
      event.preventDefault();
      if (found.length > 0) {
        setStep(stepOfError(found[0]));
        setErrors(found);
      } else setNotice(isSending ? 'files.sending' : 'offline');
      return;
    }
    setNotice('sending');
  };
  const erase = () => {
    eraseDraft();
    for (const item of evidence.items) if (item.state === 'sent') takeBack(item.id, key);
    evidence.clear();
    setValues({});
    setErrors([]);
    setStep(0);
    setNotice('erased');
  };
  const goToField = (field: FormError['field']) => {
    setStep((at) => (isEnhanced ? stepOf(field) : at));
    requestAnimationFrame(() => document.getElementById(field === 'files' ? 'evidence' : field)?.focus());
  };

  const section = {
    locale,
    words,
    isEnhanced,
    evidence,
    fileErrors: errors.filter(({ field }) => field === 'files'),
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
    <form
      className="complaint flow"
      method="post"
      encType="multipart/form-data"
      action={`/${locale}/complain/form/`}
      noValidate
      onSubmit={onSubmit}
    >
      <ErrorSummary errors={errors} words={words} onGo={goToField} />
      <h1 tabIndex={-1} ref={heading}>
        {isReview
          ? say(words, 'review.title')
          : isEnhanced
            ? say(words, STEPS[step]?.title ?? 'title')
            : say(words, 'title')}
      </h1>
      {isEnhanced && <p className="small">{say(words, 'step.of', { n: step + 1, total: STEPS.length + 1 })}</p>}
      {!isReview && (!isEnhanced || step === 0) && (
        <>
          <p className="lede">{say(words, 'lede')}</p>
          <p>
            {say(words, 'privacy')} <a href={`/${locale}/privacy/`}>{say(words, 'privacy.link')}</a>
          </p>
        </>
      )}
      {shown.map(({ id, title }) => (
        <section key={id} className="flow" aria-labelledby={isEnhanced ? undefined : `section-${id}`}>
          {!isEnhanced && <h2 id={`section-${id}`}>{say(words, title)}</h2>}
          {SECTIONS[id]?.(section)}
        </section>
      ))}
      {isReview && (
        <Review
          locale={locale}
          words={words}
          values={values}
          files={evidence.items.filter((item) => item.state === 'sent')}
          onChangeStep={isEnhanced ? go : undefined}
        />
      )}
      {hidden.flatMap(({ fields }) =>
        fields.map((name) => <input key={name} type="hidden" name={name} value={values[name] ?? ''} />),
      )}
      <input type="hidden" name="key" value={key} />
      <input type="hidden" name="proof" value={proof} />
      {evidence.items
        .filter((item) => item.state === 'sent')
        .map(({ id, name }) => (
          <input key={id} type="hidden" name="file" value={`${id} ${name}`} />
        ))}
      {/* Programs fill in every field; people do not see this one. */}
      <p className="visually-hidden" aria-hidden="true">
        <label htmlFor="website">{say(words, 'website')}</label>
        <input type="text" id="website" name="website" tabIndex={-1} autoComplete="off" defaultValue="" />
      </p>
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
