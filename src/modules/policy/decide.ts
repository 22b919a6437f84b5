// The one decision: what a member of staff may do, by the canton's rules. Pure, default no, and it says why.
import type { DataClass } from '../../engine/index.ts';
import type { Role } from '../../kernel/actor.ts';

/** What somebody does: look, make it theirs, give it back, anything else. */
export const uses = ['see', 'take', 'release', 'act'] as const;
export type Use = (typeof uses)[number];
export const purposes = [
  'case-handling',
  'emergency',
  'counter',
  'post',
  'oversight',
  'correction',
  'archive',
  'deletions',
  'participation',
  'news',
  'initiatives',
  'portfolio',
  'banner',
  'questions',
  'reports',
  'directory',
  'dialogue',
  'training',
  'community',
  'community-moderation',
  'ideas',
  'money',
] as const;
export type Purpose = (typeof purposes)[number];
/** Of the unit of the member of staff to the unit of the case. */
export const relations = ['same', 'above', 'other'] as const;
export type Relation = (typeof relations)[number];
/** Whose the case is: nobody's yet, theirs, or a colleague's, for whom they stand in. */
export const assignments = ['none', 'mine', 'deputy'] as const;
export type Assignment = (typeof assignments)[number];

export interface AccessRequest {
  purpose: Purpose;
  use: Use;
  class: DataClass;
}

/** What is known of the member of staff and the case when the question is asked. */
export interface Facts {
  roles: readonly Role[];
  unit: Relation;
  assignment: Assignment;
  /** Ids of the certificates that are valid at this moment. */
  certificates: readonly string[];
  /** They have an emergency access to this case that has not ended. */
  emergency: boolean;
  /** It is about themselves, or they had a hand in it as a person of the public. */
  concerned: boolean;
}

/** One sentence of the policy: who fulfils all of it may. */
export interface Rule {
  id: string;
  purpose: Purpose;
  uses: readonly Use[];
  classes: readonly DataClass[];
  roles: readonly Role[];
  /** Absent: whatever unit. */
  unit?: readonly Relation[] | undefined;
  /** Absent: whosever it is. */
  assignment?: readonly Assignment[] | undefined;
  certificate?: string | undefined;
}

export type Condition =
  | { kind: 'role'; wanted: readonly Role[]; holds: boolean }
  | { kind: 'unit'; wanted: readonly Relation[]; holds: boolean }
  | { kind: 'assignment'; wanted: readonly Assignment[]; holds: boolean }
  | { kind: 'certificate'; wanted: string; holds: boolean }
  | { kind: 'emergency'; holds: boolean }
  | { kind: 'unconcerned'; holds: boolean };

export interface Decision {
  allowed: boolean;
  /**
   * The rule that allows it, or the one that comes nearest, of equals one that lacks only a certificate (which may be
   * looked up); undefined where no rule is about this.
   */
  rule: string | undefined;
  /** Its conditions in their order; one that does not hold is why not. */
  because: readonly Condition[];
}

/** The rules by what they are about, so that no request reads them all. */
export interface RuleBook {
  /** `purpose use class` -> rules, in the order of the file. */
  about: ReadonlyMap<string, readonly Rule[]>;
  /** `purpose`, `purpose use` -> roles that some rule names. */
  roles: ReadonlyMap<string, ReadonlySet<Role>>;
}

/** Made once, when the program starts. */
export function compileRules(rules: readonly Rule[]): RuleBook {
  const about = new Map<string, Rule[]>();
  const roles = new Map<string, Set<Role>>();
  for (const rule of rules) {
    const { purpose } = rule;
    for (const key of [purpose, ...rule.uses.map((use) => `${purpose} ${use}`)])
      roles.set(key, new Set([...(roles.get(key) ?? []), ...rule.roles]));
    for (const use of rule.uses)
      for (const of of rule.classes) {
        const key = keyOf({ purpose, use, class: of });
        about.set(key, [...(about.get(key) ?? []), rule]);
      }
  }
  return { about, roles };
}

const keyOf = ({ purpose, use, class: of }: AccessRequest) => `${purpose} ${use} ${of}`;

/** Never throws. No rule, no answer: no. */
export function decide(request: AccessRequest, facts: Facts, book: RuleBook): Decision {
  let nearest: Decision = { allowed: false, rule: undefined, because: [] };
  let fewest = Infinity;
  for (const rule of book.about.get(keyOf(request)) ?? []) {
    const because = conditionsOf(rule, request.use, facts);
    const missing = because.filter(({ holds }) => !holds).length;
    if (missing === 0) return { allowed: true, rule: rule.id, because };
    const onlyCertificate = because.every(({ kind, holds }) => holds || kind === 'certificate');
    if (missing < fewest || (missing === fewest && onlyCertificate)) {
      fewest = missing;
      nearest = { allowed: false, rule: rule.id, because };
    }
  }
  return nearest;
}

/** Uses in which somebody decides, or takes it on to decide: nobody does so in their own matter. Looking and giving back stay. */
const handling: readonly Use[] = ['take', 'act'];

function conditionsOf(rule: Rule, use: Use, facts: Facts): Condition[] {
  const { roles, unit, assignment, certificate } = rule;
  return [
    { kind: 'role', wanted: roles, holds: facts.roles.some((role) => roles.includes(role)) },
    ...(unit ? [{ kind: 'unit' as const, wanted: unit, holds: unit.includes(facts.unit) }] : []),
    ...(assignment
      ? [{ kind: 'assignment' as const, wanted: assignment, holds: assignment.includes(facts.assignment) }]
      : []),
    ...(certificate === undefined
      ? []
      : [
          {
            kind: 'certificate' as const,
            wanted: certificate,
            holds: facts.certificates.includes(certificate),
          },
        ]),
    // Whatever a rule says: who has no emergency access has none.
    ...(rule.purpose === 'emergency' ? [{ kind: 'emergency' as const, holds: facts.emergency }] : []),
    ...(handling.includes(use) ? [{ kind: 'unconcerned' as const, holds: !facts.concerned }] : []),
  ];
}

/** Whether there is a rule for this purpose (and use) and one of the roles at all: opens the address, not yet a case. */
export function mayAtAll(book: RuleBook, purpose: Purpose, roles: readonly Role[], use?: Use): boolean {
  const named = book.roles.get(use === undefined ? purpose : `${purpose} ${use}`);
  return roles.some((role) => named?.has(role));
}
