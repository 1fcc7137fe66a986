/** A text of at most `most` signs: whole sentences where at least one fits, else cut at a word, with an ellipsis. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const sentences = /^.*[。！？.!?](?=\s|$|[^\s\d])/su.exec(text.slice(0, most))?.[0].trim();
  if (sentences !== undefined && sentences.length >= most / 4) return sentences;
  const cut = text.slice(0, most - 1);
  const words = cut.replace(/\s+\S*$/, '');
  return `${words.length > most / 2 ? words : cut}…`;
}
