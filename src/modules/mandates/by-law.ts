// The rules of representation by law, pure: what an entry of a register lets somebody do for the one whom it is about, on a day.

/** An entry as the register gives it. */
export interface RegisterEntry {
  register: 'residents' | 'companies';
  /** `YYYY-MM-DD`; absent for companies. */
  birthDate: string | undefined;
  dead: boolean;
  representatives: readonly {
    person: string;
    kind?: 'parent' | 'guardian';
    signing?: 'single' | 'joint';
    areas?: readonly string[];
    until?: string;
  }[];
}

export interface RightByLaw {
  kind: 'parent' | 'guardian' | 'signatory';
  /** Of a company only: alone, or with a second one (OR article 718a). */
  signing: 'single' | 'joint' | null;
  /** Of a guardian; null: everything. */
  areas: string[] | null;
  /** Last day, `YYYY-MM-DD`; null: until the register says otherwise. */
  until: string | null;
}

/** The day before the 18th birthday (ZGB article 14); who was born on 29 February comes of age on 1 March of a common year. */
export function lastMinorDay(birthDate: string): string {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
  return new Date(Date.UTC(year + 18, month - 1, day - 1)).toISOString().slice(0, 10);
}

/**
 * What `person` may do today; undefined: nothing. Somebody whom an entry names twice has the wider right.
 * @param person key in the residents' register
 * @param today civil day in Switzerland, `YYYY-MM-DD`
 */
export function rightByLaw(entry: RegisterEntry, person: string, today: string): RightByLaw | undefined {
  if (entry.dead) return undefined;
  const named = entry.representatives.filter((each) => each.person === person);
  if (entry.register === 'companies') {
    const signing = named.flatMap((each) => (each.signing === undefined ? [] : [each.signing]));
    if (signing.length === 0) return undefined;
    return {
      kind: 'signatory',
      signing: signing.includes('single') ? 'single' : 'joint',
      areas: null,
      until: null,
    };
  }
  if (named.some(({ kind }) => kind === 'parent') && entry.birthDate !== undefined) {
    const until = lastMinorDay(entry.birthDate);
    if (today <= until) return { kind: 'parent', signing: null, areas: null, until };
  }
  const guardians = named.filter(
    ({ kind, until }) => kind === 'guardian' && (until === undefined || today <= until),
  );
  if (guardians.length === 0) return undefined;
  const everything = guardians.some(({ areas }) => areas === undefined);
  const ends = guardians.flatMap(({ until }) => (until === undefined ? [] : [until]));
  return {
    kind: 'guardian',
    signing: null,
    areas: everything ? null : [...new Set(guardians.flatMap(({ areas = [] }) => areas))].toSorted(),
    until: ends.toSorted()[0] ?? null,
  };
}
