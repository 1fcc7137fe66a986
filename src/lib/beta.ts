/** Regularised incomplete beta function I_x(a, b), by its continued fraction (dlmf.nist.gov/8.17.E22). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  // Left of the mean the fraction converges within about √max(a, b) steps; right of it the other tail is reckoned.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a),
  );
  return front / continuedFraction(x, a, b);
}

/** The x of which I_x(a, b) is `chance`, by bisection; 0 of an empty `a`, 1 of an empty `b`. */
export function betaQuantile(chance: number, a: number, b: number): number {
  if (a === 0 || b === 0) return a === 0 ? 0 : 1;
  let [low, high] = [0, 1];
  for (let step = 0; step < 44; step += 1) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b) < chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** How many standard errors a two-sided interval of that level reaches by Student's t. */
export function studentQuantile(level: number, degrees: number): number {
  const x = betaQuantile(1 - level, degrees / 2, 1 / 2);
  return Math.sqrt((degrees * (1 - x)) / x);
}

/** The same by the normal distribution, which is Student's of endless degrees. */
export function normalQuantile(level: number): number {
  return studentQuantile(level, 1e6);
}

/** By the method of Lentz: the two running parts never become 0, so nothing is divided by it. */
function continuedFraction(x: number, a: number, b: number): number {
  const TINY = 1e-300;
  let [fraction, up, down] = [1, 1, 0];
  for (let step = 1; step < 100_000; step += 1) {
    const m = Math.floor(step / 2);
    const term =
      step % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : -((a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    down = 1 / (1 + term * down || TINY);
    up = 1 + term / up || TINY;
    fraction *= up * down;
    if (Math.abs(up * down - 1) < 1e-14) break;
  }
  return fraction;
}

/** Logarithm of the gamma function of a positive number, by Lanczos' series of nine terms (Godfrey 2001). */
function logGamma(x: number): number {
  const shifted = x + LANCZOS.length - 2.5;
  const series = LANCZOS.reduce((sum, factor, n) => (n === 0 ? factor : sum + factor / (x + n - 1)), 0);
  return (x - 0.5) * Math.log(shifted) - shifted + Math.log(series * Math.sqrt(2 * Math.PI));
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
