/** What a count is expected to be: its mean and its variance, both in complaints. */
export interface Expected {
  mean: number;
  variance: number;
}

/**
 * Probability of `count` complaints or more, summed term by term: Poisson where the variance is no larger than the
 * mean, otherwise negative binomial with that mean and variance.
 */
export function upperTail(count: number, expected: Expected): number {
  if (count <= 0) return 1;
  const { mean } = expected;
  if (mean <= 0) return 0;
  const law = lawOf(expected);
  if (count <= mean) {
    let below = 0;
    for (let at = count - 1, term = Math.exp(law.log(at)); at >= 0 && term > below * 1e-17; at -= 1) {
      below += term;
      term /= law.ratio(at - 1);
    }
    return Math.max(0, 1 - below);
  }
  let above = 0;
  for (let at = count, term = Math.exp(law.log(at)); term > above * 1e-12; at += 1) {
    above += term;
    term *= law.ratio(at);
  }
  return Math.min(1, above);
}

/** The counts from `least` up that are rarer than `limit`, with their tails, until a tail is below 1e-12. */
export function rareCounts(expected: Expected, least: number, limit: number): { count: number; tail: number }[] {
  const found: { count: number; tail: number }[] = [];
  for (let count = Math.max(least, Math.ceil(expected.mean)); ; count += 1) {
    const tail = upperTail(count, expected);
    if (tail <= limit) found.push({ count, tail });
    if (tail < 1e-12) return found;
  }
}

/**
 * Shares a budget of false alarms out over many tests of counts: the largest limit for which the chances that
 * each test really passes it add up to no more than the budget. A count cannot hit a limit exactly, so plain
 * Bonferroni would spend less than it may. After Tarone, Biometrics 46 (1990) 515, doi:10.2307/2531456.
 */
export function sharedLimit(tests: readonly Expected[], least: number, budget: number): number {
  const steps = tests.flatMap((expected) => {
    const rare = rareCounts(expected, least, budget);
    return rare.map(({ tail }, index) => ({ tail, spends: tail - (rare[index + 1]?.tail ?? 0) }));
  });
  steps.sort((a, b) => a.tail - b.tail);
  let [limit, spent] = [0, 0];
  for (const { tail, spends } of steps) {
    spent += spends;
    if (spent > budget) break;
    limit = tail;
  }
  return limit;
}

/** The largest count that raises no alarm at that limit. */
export function upperBound(expected: Expected, least: number, limit: number): number {
  let count = Math.max(least, Math.ceil(expected.mean));
  while (upperTail(count, expected) > limit) count += 1;
  return count - 1;
}

/** Logarithm of the probability of a count, and the factor from that of `at` to that of `at + 1`. */
function lawOf({ mean, variance }: Expected) {
  if (variance <= mean * (1 + 1e-9)) {
    return {
      log: (at: number) => at * Math.log(mean) - mean - logFactorial(at),
      ratio: (at: number) => mean / (at + 1),
    };
  }
  const size = mean ** 2 / (variance - mean);
  const [stay, stop] = [mean / (size + mean), size / (size + mean)];
  return {
    log: (at: number) =>
      logGamma(at + size) - logGamma(size) - logFactorial(at) + size * Math.log(stop) + at * Math.log(stay),
    ratio: (at: number) => ((at + size) / (at + 1)) * stay,
  };
}

function logFactorial(whole: number): number {
  return logGamma(whole + 1);
}

/** Stirling's series after shifting the argument above 12; DLMF 5.11.1. */
function logGamma(value: number): number {
  let [x, shift] = [value, 0];
  for (; x < 12; x += 1) shift += Math.log(x);
  const inverse = 1 / x ** 2;
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series - shift;
}
