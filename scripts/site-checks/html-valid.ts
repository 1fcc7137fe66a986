import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import type { SiteRule } from '../site.ts';

const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ['html-validate:recommended'],
    rules: {
      // The compiler writes <!DOCTYPE html>, "checked" with an empty value, and void elements of SVG its own way; all are valid.
      'doctype-style': 'off',
      // Ids of content begin with a year or a Chinese sign: valid in HTML, and no selector in our styles names them.
      'valid-id': ['error', { relaxed: true }],
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'void-style': 'off',
      // Spaces at line ends cost nothing once compressed.
      'no-trailing-whitespace': 'off',
      // A telephone number reads best as people write it; the three digits of a hotline cannot break.
      'tel-non-breaking': 'off',
      // React writes autoComplete and noValidate: names of attributes have no case in HTML.
      'attr-case': 'off',
      // Lengths of titles and descriptions are a rule of their own.
      'long-title': 'off',
      // The shared heading rule of this folder says it with the heading's text.
      'heading-level': 'off',
      // no-empty-page-text says it too, and knows the templates that a script fills.
      'empty-heading': 'off',
      // Inline scripts hold data only (JSON); a policy of scripts stands in the page itself.
      'require-csp-nonce': 'off',
    },
  }),
);

/** Every page is valid HTML by the WHATWG standard, as html-validate reads it. */
export const htmlValid: SiteRule = {
  name: 'html-valid',
  scope: 'page',
  check: ({ file, html }) =>
    validator.validateStringSync(html, file).results.flatMap(({ messages }) =>
      messages
        .filter(({ ruleId }) => !isInstantFilter(ruleId, html))
        .map(({ ruleId, line, column, message, selector }) => ({
          file,
          field: `${line}:${column} ${selector ?? ''}`.trim(),
          value: message,
          next: `Correct the markup in the component that writes it: https://html-validate.org/rules/${ruleId}.html`,
        })),
    ),
};

/** The list filter works as one types and is not shown without script: a submit button would have nothing to do. */
function isInstantFilter(ruleId: string, html: string): boolean {
  return ruleId === 'wcag/h32' && html.includes('<form class="explorer"');
}
