// An entry of the access log in the words of the person concerned.
import type { AccessEntry } from '../../../kernel/audit/accesses-of.ts';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { dataTexts } from '../data-texts.ts';
import { namesForGiver } from '../disclosure/blocked.ts';

export interface DescribedAccess {
  /** Number of the entry. */
  id: string;
  at: string;
  who: { role: string; unit: string | null };
  whoText: string;
  fields: string[];
  purpose: string;
  legalBasis: string | null;
  case: string | null;
  changed: boolean;
  /** A law hid it until then; said, so that nobody wonders why it was not here before. */
  hidden: { until: string; basis: string } | null;
  /** The person themselves. */
  own: boolean;
}

/**
 * Purposes are stored as `key` or `key|service-id`; the words come from today's texts.
 * @param names of people who acted by mandate, by account: whoever gave it knows them
 */
export function describeAccess(
  app: App,
  language: Language,
  entry: AccessEntry,
  names: ReadonlyMap<string, string> = new Map(),
): DescribedAccess {
  const t = dataTexts(language);
  const text = (key: string, fallback: string, args?: Record<string, string>) =>
    t(key as Parameters<typeof t>[0], args) || fallback;
  const unit = entry.actorUnit === null ? null : unitName(app, entry.actorUnit, language);
  const [purposeKey = '', service = ''] = entry.purpose.split('|', 2);
  const name = entry.actorKind === 'mandatary' ? names.get(entry.actorId ?? '') : undefined;
  const role =
    name !== undefined
      ? t(entry.actorRole === null ? 'who.mandataryNamed' : 'who.byLaw', { name })
      : entry.actorKind === 'staff'
        ? text(`role.${entry.actorRole ?? 'clerk'}`, entry.actorRole ?? '')
        : text(`who.${entry.actorKind}`, entry.actorKind);
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    who: { role, unit },
    whoText: unit === null ? role : t('who.staff', { role, unit }),
    fields: entry.fields.map((field) => text(`field.${field}`, field)),
    purpose: text(`purpose.${purposeKey}`, purposeKey, {
      service: service === '' ? '' : serviceTitle(app, service, language),
    }),
    // What was asked for by the person rests on nothing else.
    legalBasis: entry.legalBasis === 'request' ? t('basis.request') : entry.legalBasis,
    case: entry.caseRef,
    changed: entry.kind === 'change',
    hidden: entry.hidden && { until: entry.hidden.until.toISOString(), basis: entry.hidden.basis },
    own: entry.actorKind === 'self',
  };
}

/** Names of those who used the data by mandate, as far as no block of disclosure withholds them. */
export async function mandataryNames(
  app: App,
  entries: readonly AccessEntry[],
): Promise<ReadonlyMap<string, string>> {
  return namesForGiver(
    app,
    entries.flatMap(({ actorKind, actorId }) =>
      actorKind === 'mandatary' && actorId !== null ? [actorId] : [],
    ),
  );
}
