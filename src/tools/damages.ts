/** Sums on top of the refund, in yuan. Consumer Protection Law 55(1); Food Safety Law 148. */
const RULES = {
  fraud: { times: 3, least: 500 },
  food: { times: 10, timesLoss: 3, least: 1000 },
} as const;

export interface Damages {
  refund: number;
  /** The loss itself, owed besides. */
  loss: number;
  /** The larger of the ways to count, and at least the least. */
  punitive: number;
  /** Which way gave it. */
  by: 'price' | 'loss' | 'least';
  least: number;
  times: number;
}

/** Estimate for goods or a service of a price, in yuan; the loss counts for food only. */
export function damagesFor(kind: keyof typeof RULES, price: number, loss = 0): Damages {
  const rule = RULES[kind];
  const byPrice = cents(price * rule.times);
  const byLoss = 'timesLoss' in rule ? cents(loss * rule.timesLoss) : 0;
  const punitive = Math.max(byPrice, byLoss, rule.least);
  const by = punitive === byPrice ? 'price' : punitive === byLoss ? 'loss' : 'least';
  return { refund: price, loss: 'timesLoss' in rule ? loss : 0, punitive, by, least: rule.least, times: rule.times };
}

function cents(yuan: number): number {
  return Math.round(yuan * 100) / 100;
}
