/** How our scripts write YAML: whole lines, texts in single quotes, so that a change of one word is a change of one line. */
export const YAML_STYLE = {
  lineWidth: 0,
  singleQuote: true,
  defaultStringType: 'QUOTE_SINGLE',
  defaultKeyType: 'PLAIN',
} as const;
