import { z } from 'zod';
import { LOCALES } from './basics.ts';
import { MOST_FILES } from './limits.ts';
import { claim, object, problem } from './taxonomy.ts';

// Error texts here are string keys of content/ui/<locale>/form.json: the same schema speaks to the
// browser, to the server and, through those keys, to the user in their own language.

const text = (max: number, tooLong: string) => z.string().trim().max(max, { error: tooLong });
const ticked = z.stringbool({ truthy: ['true', 'on', 'yes'], falsy: ['false', 'no', ''] }).or(z.boolean());

/** What a person sends. Field order is the order of the form and of the error summary. */
export const complaint = z
  .strictObject({
    kind: z.enum(['complaint', 'report'], { error: 'error.kind' }),
    mall: text(80, 'error.mall.long').default(''),
    place: text(200, 'error.place.long').default(''),
    shop: text(200, 'error.shop.long').default(''),
    object: object.or(z.literal('')).default(''),
    problem: problem.or(z.literal('')).default(''),
    happenedOn: z.string().trim().default(''),
    narrative: text(4000, 'error.narrative.long').default(''),
    amount: z.string().trim().default(''),
    claim: claim.or(z.literal('')).default(''),
    name: text(100, 'error.name.long').default(''),
    phone: text(40, 'error.phone.long').default(''),
    email: text(200, 'error.email.form').default(''),
    address: text(300, 'error.address.long').default(''),
    publish: ticked.default(false),
    delegate: ticked.default(false),
    truth: ticked.default(false),
    files: z
      .array(z.strictObject({ id: z.string().regex(/^[\w-]{8,40}$/), name: z.string().max(200) }), {
        error: 'error.files.shape',
      })
      .max(MOST_FILES, { error: 'error.files.many' })
      .default([]),
    locale: z.enum(LOCALES).default('zh'),
  })
  .superRefine(
    (c, ctx) => {
      const need = (field: keyof typeof c, key: string, missing: boolean) => {
        if (missing) ctx.addIssue({ code: 'custom', path: [field], message: key });
      };
      need('place', 'error.mall.missing', c.mall === '' && c.place === '' && c.shop === '');
      need('object', 'error.object.missing', c.object === '');
      need('problem', 'error.problem.missing', c.problem === '');
      need('happenedOn', 'error.happenedOn.form', c.happenedOn !== '' && !z.iso.date().safeParse(c.happenedOn).success);
      need('narrative', 'error.narrative.short', c.narrative.length < 10);
      need('amount', 'error.amount.form', !/^(\d{1,9}([.]\d{1,2})?)?$/.test(c.amount));
      need('email', 'error.email.form', c.email !== '' && !z.email().safeParse(c.email).success);
      need('phone', 'error.phone.form', c.phone !== '' && !/^\+?[\d\s()-]{6,20}$/.test(c.phone));
      need('truth', 'error.truth', !c.truth);
      if (c.kind === 'complaint') {
        need('claim', 'error.claim.missing', c.claim === '');
        need('name', 'error.name.missing', c.name === '');
        need('phone', 'error.phone.missing', c.phone === '');
        need('address', 'error.address.missing', c.address === '');
      }
    },
    // Who has not even chosen the kind is still told everything else that is missing, in one go.
    { when: ({ issues }) => issues.every(({ path }) => path?.[0] === 'kind') },
  );
export type Complaint = z.infer<typeof complaint>;
/** Fields of one value, as a form posts them; files travel beside them. */
export type ComplaintField = Exclude<keyof Complaint, 'files'>;

/** Fields that say who someone is or what they lived through: sealed on arrival, never logged. */
export const PERSONAL_FIELDS = ['name', 'phone', 'email', 'address', 'narrative', 'place', 'shop'] as const;
