// Why somebody of the staff may do what with a case: the answers of the policy, for the page that explains them.
import { dataClasses, type ServiceDefinition } from '../../../engine/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import type { App } from '../../../kernel/app.ts';
import { readPersonal } from '../../../kernel/audit/read-personal.ts';
import { impersonal } from '../../../kernel/audit/personal-data.ts';
import { requireServiceVersion } from '../../catalogue/index.ts';
import {
  standingIn,
  standingWithout,
  type Answer,
  type Certificate,
  type Decision,
} from '../../policy/index.ts';
import { purposeOf } from '../legal-basis.ts';
import { rightsOf, seeCase } from '../permissions.ts';
import { isReference } from '../reference.ts';
import { loadMatter } from './load-matter.ts';
import { content } from './withhold.ts';

/** Questions that the page answers, in their order. */
export type WhyId = 'state' | 'content' | 'special' | 'take' | 'act';

export interface WhyOfCase {
  ref: string;
  serviceId: string;
  unit: string;
  assigneeId: string | null;
  parties: readonly string[];
  definition: ServiceDefinition;
  answers: { id: WhyId; answer: Answer }[];
  /** The member of staff has opened it in an emergency, and it is open still. */
  emergencyOpen: boolean;
  certificates: Certificate[];
}

/** Undefined where nothing may be said about such a case, be it there or not. */
export async function whyOfCase(app: App, actor: StaffActor, ref: string): Promise<WhyOfCase | undefined> {
  if (!isReference(ref)) return undefined;
  return readPersonal(app, actor, async (tx) => {
    const matter = await loadMatter(tx, ref);
    if (!matter) return undefined;
    const definition = await requireServiceVersion(app, matter.serviceId, matter.serviceVersion);
    const standing = await standingIn(app, tx.db, actor, matter, definition, { explain: true });
    if (!seeCase.allows(actor, rightsOf(app, matter, standing), app)) return undefined;
    const { serviceId, unit, assigneeId, parties } = matter;
    const holds = definition.pages.flatMap((page) => page.fields.map((field) => field.class ?? 'internal'));
    const special = dataClasses.includes('special') && holds.includes('special');
    return {
      value: {
        ref,
        serviceId,
        unit,
        assigneeId,
        parties,
        definition,
        emergencyOpen: standing.emergency !== undefined,
        answers: [
          { id: 'state', answer: standing.state('see') },
          { id: 'content', answer: standing.may('see', content) },
          ...(special ? [{ id: 'special' as const, answer: standing.may('see', 'special') }] : []),
          { id: 'take', answer: standing.may('take', content) },
          { id: 'act', answer: standing.may('act', content) },
        ],
        certificates: [...standing.certificates],
      },
      access: [
        {
          subject: matter.ownerId,
          fields: ['caseState'],
          ...purposeOf(
            definition,
            standing.state('see').purpose === 'emergency' ? 'emergency' : 'case-handling',
          ),
          caseRef: ref,
        },
      ],
    };
  });
}

/** What concerns the member of staff alone. */
export async function whyInGeneral(
  app: App,
  actor: StaffActor,
): Promise<{ decision: Decision; certificates: Certificate[] }> {
  return impersonal(app, 'find-rights', (db) => standingWithout(app, db, actor));
}
