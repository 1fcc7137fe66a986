/** How exactly the shared limit is sought. */
const HALVINGS = 30;

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

/**
 * Shares a budget of false alarms out over many tests of counts: the largest limit for which the chances that
 * each test really passes it add up to no more than the budget. A count cannot hit a limit exactly, so plain
 * Bonferroni would spend less than it may. After Tarone, Biometrics 46 (1990) 515, doi:10.2307/2531456.
 */
export function sharedLimit(tests: readonly Expected[], least: number, budget: number): number {
  const tails = tests.map((expected) => tailsOf(expected, least, budget));
  const spent = (limit: number) => tails.reduce((sum, each) => sum + (each.find((tail) => tail <= limit) ?? 0), 0);
  let [limit, tooMuch] = [0, budget];
  if (spent(budget) <= budget) return budget;
  for (let round = 0; round < HALVINGS; round += 1) {
    const middle = (limit + tooMuch) / 2;
    if (spent(middle) <= budget) limit = middle;
    else tooMuch = middle;
  }
  return limit;
}

/** The tails of the counts from `least` up that are no more than `limit`, until they are below a millionth. */
function tailsOf(expected: Expected, least: number, limit: number): number[] {
  const tails: number[] = [];
  const from = Math.max(least, Math.ceil(expected.mean));
  const law = lawOf(expected);
  let tail = upperTail(from, expected);
  for (let count = from, at = Math.exp(law.log(from)); tail >= 1e-6; count += 1) {
    if (tail <= limit) tails.push(tail);
    tail -= at;
    at *= law.ratio(count);
  }
  return tails;
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
