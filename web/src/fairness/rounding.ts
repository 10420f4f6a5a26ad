/** An exact amount of minor units: so many, and so many parts of one. */
export interface Exact {
  readonly whole: number;
  readonly parts: number;
  /** How many parts are one; 100 wherever hundredths can tell the fraction. */
  readonly of: number;
}

/** What decided the fraction of a payout, as a round tells it. */
export interface Rounding {
  readonly drawn: number;
  readonly of: number;
}

const HUNDREDTHS = 100;

/** A fraction of two whole numbers. BigInt, because a stake times its odds may pass 2^53. */
export function exactly(numerator: bigint, denominator: bigint): Exact {
  const rest = numerator % denominator;
  const least = denominator / greatestDivisor(rest, denominator);
  const hundredths = BigInt(HUNDREDTHS);
  const of = hundredths % least === 0n ? hundredths : least;
  return {
    whole: Number(numerator / denominator),
    parts: Number((rest * of) / denominator),
    of: Number(of),
  };
}

/** One more minor unit is paid if what is drawn, one of `of`, is below the parts. */
export async function roundedBy(
  exact: Exact,
  draw: (of: number) => Promise<number>,
): Promise<{ payout: number; rounding: Rounding | null }> {
  const { whole, parts, of } = exact;
  if (parts === 0) return { payout: whole, rounding: null };
  const drawn = await draw(of);
  return { payout: whole + (drawn < parts ? 1 : 0), rounding: { drawn, of } };
}

function greatestDivisor(one: bigint, other: bigint): bigint {
  return one === 0n ? other : greatestDivisor(other % one, one);
}
