// What the policy module gives to the copy of one's own data: certificates, and emergency accesses by oneself or to one's cases.
import type { PersonActor, StaffActor } from '../../kernel/actor.ts';
import type { App } from '../../kernel/app.ts';
import { ownData } from '../../kernel/audit/personal-data.ts';
import type { Language } from '../../kernel/i18n/texts.ts';
import type { OwnCopy, OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDateTime } from '../../ui/index.ts';
import { unitName } from '../organisation/index.ts';
import { policyOf } from './policy-file.ts';
import { policyTexts } from './policy-texts.ts';

interface ExportedCertificate {
  id: string;
  validFrom: string;
  validUntil: string;
  provider: string;
}

interface ExportedEmergency {
  case: string;
  unit: string;
  from: string;
  until: string;
  /** Of whoever wrote it; null for the person whose case it was, whom others’ words may not concern. */
  reason: string | null;
}

async function* exportCertificates(
  app: App,
  actor: PersonActor | StaffActor,
): AsyncGenerator<ExportedCertificate> {
  const rows = await ownData(app, actor, (db) =>
    db.selectFrom('policy.certificate').selectAll().where('staff_id', '=', actor.id).orderBy('id').execute(),
  );
  for (const row of rows)
    yield {
      id: row.certificate,
      validFrom: row.valid_from.toISOString(),
      validUntil: row.valid_until.toISOString(),
      provider: row.provider,
    };
}

async function* exportEmergencies(
  app: App,
  actor: PersonActor | StaffActor,
): AsyncGenerator<ExportedEmergency> {
  const rows = await ownData(app, actor, (db) =>
    db
      .selectFrom('policy.emergency_access')
      .selectAll()
      .where((eb) => eb.or([eb('staff_id', '=', actor.id), eb('subject_id', '=', actor.id)]))
      .orderBy('started_at')
      .execute(),
  );
  for (const row of rows)
    yield {
      case: row.case_ref,
      unit: row.unit,
      from: row.started_at.toISOString(),
      until: (row.ended_at ?? row.ends_at).toISOString(),
      reason: row.staff_id === actor.id ? row.reason : null,
    };
}

const span = (language: Language, from: string, until: string) =>
  policyTexts(language)('copy.span', {
    from: formatDateTime(from, language, 'long'),
    until: formatDateTime(until, language, 'long'),
  });

const certificates: OwnCopyPart<ExportedCertificate> = {
  name: 'certificates',
  tables: ['policy.certificate'],
  title: (language) => policyTexts(language)('copy.certificates'),
  read: exportCertificates,
  print: (item, app, language) => ({
    title: policyOf.of(app).certificates[item.id]?.name[language] ?? item.id,
    lines: [span(language, item.validFrom, item.validUntil)],
  }),
};

const emergencies: OwnCopyPart<ExportedEmergency> = {
  name: 'emergencyAccesses',
  tables: ['policy.emergency_access'],
  title: (language) => policyTexts(language)('copy.emergencies'),
  read: exportEmergencies,
  print: (item, app, language) => ({
    title: `${item.case}, ${unitName(app, item.unit, language)}`,
    lines: [span(language, item.from, item.until), ...(item.reason === null ? [] : [item.reason])],
  }),
};

export const policyCopy: OwnCopy = { parts: [certificates, emergencies] };
