import type { SiteRule } from '../site.ts';

const LOOSE = /'unsafe-[a-z-]+'|(?<=\s)(?:\*|https?:|data:)(?=[\s;]|$)/g;

/** Every page carries a strict policy of scripts and styles, and holds nothing that the policy would block. */
export const csp: SiteRule = {
  name: 'csp',
  scope: 'page',
  check: ({ file, root }) => {
    const policy = root.querySelector('meta[http-equiv="content-security-policy"]')?.getAttribute('content');
    if (policy === undefined) {
      return [{ file, field: 'policy', value: '(missing)', next: 'Keep security.csp on in astro.config.mjs.' }];
    }
    const fault = (field: string, value: string, next: string) => ({ file, field, value, next });
    const loose = [...policy.matchAll(LOOSE)].map(([source]) =>
      fault('policy', source, 'Take this source out: with it the policy stops nothing.'),
    );
    const open = ['script-src', 'style-src']
      .filter((directive) => !policy.includes(directive))
      .map((directive) => fault('policy', `no ${directive}`, `Let the policy name ${directive}.`));
    const blocked = root.querySelectorAll('*').flatMap((element) =>
      Object.entries(element.attributes).flatMap(([name, value]) => {
        const field = `${element.tagName.toLowerCase()} ${name}`;
        if (name === 'style') return [fault(field, value, 'Use a class: the policy blocks style attributes.')];
        if (/^on[a-z]+$/.test(name))
          return [fault(field, value, 'Add the listener in a script file: the policy blocks it here.')];
        if (name === 'href' && /^\s*javascript:/i.test(value))
          return [fault(field, value, 'Use a button and a script file.')];
        return [];
      }),
    );
    return [...loose, ...open, ...blocked];
  },
};
