/** What a prepaid card promised. */
export type Card =
  | { kind: 'visits'; total: number; used: number; singlePrice: number | undefined }
  | { kind: 'value'; face: number; spent: number }
  | { kind: 'time'; totalDays: number; usedDays: number };

export interface Refund {
  /** Yuan, the used part counted at the price of the card. */
  atCardPrice: number;
  /** Yuan, the used part counted at the single price; absent where none is known or it changes nothing. */
  atSinglePrice: number | undefined;
}

/**
 * Estimate of what is left of a prepayment, in yuan, never below zero or above what was paid. Unlimited cards
 * go by the time left (SPC25 22); counted ones by what was not used, and whether the used part counts at the
 * card's price or the single price depends on who ended the contract (SPC25 15–20).
 */
export function refundOf(paid: number, card: Card): Refund {
  const within = (yuan: number) => Math.round(Math.min(paid, Math.max(0, yuan)) * 100) / 100;
  if (card.kind === 'time') {
    return {
      atCardPrice: within((paid * (card.totalDays - card.usedDays)) / card.totalDays),
      atSinglePrice: undefined,
    };
  }
  if (card.kind === 'value') {
    const atCardPrice = within((paid * (card.face - card.spent)) / card.face);
    const atSinglePrice = within(paid - card.spent);
    return { atCardPrice, atSinglePrice: atSinglePrice === atCardPrice ? undefined : atSinglePrice };
  }
  const atCardPrice = within((paid * (card.total - card.used)) / card.total);
  const atSinglePrice = card.singlePrice === undefined ? undefined : within(paid - card.used * card.singlePrice);
  return { atCardPrice, atSinglePrice: atSinglePrice === atCardPrice ? undefined : atSinglePrice };
}
