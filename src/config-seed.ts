// The variable SEED: nothing, the demonstration, or the demonstration with many invented persons for runs at scale.

export interface SeedConfig {
  seed: 'demo' | 'none';
  /** How many persons with accounts and cases are invented beside the demonstration; 0: none. */
  scale: number;
}

const mostPersons = 1_000_000;

/** @param raw value of a variable; @param faults what is wrong is added */
export function readSeed(
  raw: (name: string) => string | undefined,
  production: boolean,
  faults: string[],
): SeedConfig {
  const word = raw('SEED') ?? (production ? 'none' : 'demo');
  if (word === 'none') return { seed: 'none', scale: 0 };
  const scale = /^scale:([1-9]\d{0,6})$/.exec(word)?.[1];
  if (word !== 'demo' && !(Number(scale) <= mostPersons))
    faults.push(
      `SEED must be demo, none or scale:N with a whole number N from 1 to ${mostPersons}, not "${word}"`,
    );
  else if (production) faults.push(`SEED=${word} is allowed in demo mode only`);
  return { seed: 'demo', scale: word === 'demo' ? 0 : Number(scale) };
}
