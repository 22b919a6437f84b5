// The form of a breach as it was sent: its values, or everything that is wrong with them, with all that was typed.
import { roles } from '../../../kernel/actor.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import type { Request } from '../../../kernel/http/route.ts';
import type { FormError } from '../../../ui/index.ts';
import { accessFields, accessPurposes } from '../../data/index.ts';
import { staffNamed } from '../../identity/index.ts';
import { unitOf } from '../../organisation/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import type { Incident, IncidentValues } from './incident.ts';
import { keepSettled } from './record-incident.ts';
import { readInstant, typedInstant, typedText, type Typed } from '../../../engine/index.ts';

export const longest = { what: 4000, consequences: 4000, measures: 4000, advice: 2000 } as const;

/** Form fields as they came; what a browser could not have sent is left out. */
export function typedOf(body: unknown): Typed {
  const clean = (text: string) => text.replaceAll('\u0000', '').toWellFormed();
  const typed: Typed = {};
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    if (typeof value === 'string') typed[name] = clean(value);
    else if (Array.isArray(value)) typed[name] = value.filter((each) => typeof each === 'string').map(clean);
  }
  return typed;
}

export const typedList = (typed: Typed, name: string): string[] => [typed[name] ?? []].flat();

/** The account stands in the form by e-mail address, or by name where it has none. */
export const typedIncident = (incident: Incident, account: string): Typed => ({
  what: incident.what,
  ...typedInstant('noticed', incident.noticedAt),
  ...typedInstant('from', incident.from),
  ...typedInstant('until', incident.until),
  account,
  unit: incident.unit ?? '',
  role: incident.role ?? '',
  fields: incident.fields,
  purposes: incident.purposes,
  case: incident.caseRef ?? '',
  consequences: incident.consequences,
  measures: incident.measures,
  ...Object.fromEntries(languages.map((language) => [`advice.${language}`, incident.advice[language] ?? ''])),
});

/** @param settled one whose persons are being told: only the rest is read */
export async function readIncident(
  { app, body, language }: Request,
  settled?: Incident,
): Promise<{ typed: Typed; errors: FormError[]; values?: IncidentValues }> {
  const t = oversightTexts(language);
  const typed = typedOf(body);
  const errors: FormError[] = [];
  const complain = (fieldId: string, message: string) => errors.push({ fieldId, message });
  const text = (name: string, most: number): string => {
    const value = typedText(typed, name).trim();
    if (value.length > most) complain(name.replace('.', '-'), t('ask.tooLong', { longest: most }));
    return value;
  };
  const what = text('what', longest.what);
  if (what === '') complain('what', t('breach.what.missing'));
  const now = app.clock.now();
  const instant = (name: 'noticed' | 'from' | 'until', optional = false): Date | null => {
    const value = readInstant(typed, name);
    if (value === undefined) complain(name, t('breach.instant.wrong'));
    else if (value === null) {
      if (!optional) complain(name, t(`breach.${name}.missing` as 'breach.from.missing'));
    } else if (value > now) complain(name, t('breach.instant.future'));
    return value ?? null;
  };
  const noticedAt = instant('noticed');
  const consequences = text('consequences', longest.consequences);
  const measures = text('measures', longest.measures);
  if (settled) {
    if (noticedAt && noticedAt < settled.from) complain('noticed', t('breach.noticed.before'));
    if (errors.length > 0 || !noticedAt) return { typed, errors };
    return { typed, errors, values: keepSettled(settled, { what, noticedAt, consequences, measures }) };
  }
  const from = instant('from');
  const until = instant('until', true);
  if (from && until && until <= from) complain('until', t('breach.until.reversed'));
  if (from && noticedAt && noticedAt < from) complain('noticed', t('breach.noticed.before'));
  const account = text('account', 200);
  const accounts = account === '' ? [] : await staffNamed(app, account);
  if (account !== '' && accounts.length === 0) complain('account', t('breach.account.unknown'));
  if (accounts.length > 1) complain('account', t('breach.account.several'));
  const unit = typedText(typed, 'unit');
  if (unit !== '' && !unitOf(app, unit)) complain('unit', t('breach.unit.unknown'));
  const role = roles.find((each) => each === typedText(typed, 'role')) ?? null;
  const caseRef = text('case', 20).toUpperCase();
  if (caseRef !== '' && !/^[0-9A-Z-]{5,20}$/.test(caseRef)) complain('case', t('breach.case.wrong'));
  if (account === '' && unit === '' && role === null && caseRef === '')
    complain('account', t('breach.access.missing'));
  const advice = Object.fromEntries(
    languages
      .map((each) => [each, text(`advice.${each}`, longest.advice)] as const)
      .filter(([, said]) => said !== ''),
  );
  const given = Object.keys(advice);
  if (given.length > 0)
    for (const each of languages)
      if (!given.includes(each)) complain(`advice-${each}`, t('breach.advice.missing'));
  if (errors.length > 0 || !noticedAt || !from) return { typed, errors };
  const values: IncidentValues = {
    what,
    noticedAt,
    from,
    until,
    actorId: accounts[0]?.id ?? null,
    unit: unit === '' ? null : unit,
    role,
    fields: typedList(typed, 'fields').filter((each) => accessFields.includes(each)),
    purposes: typedList(typed, 'purposes').filter((each) => accessPurposes.includes(each)),
    caseRef: caseRef === '' ? null : caseRef,
    consequences,
    measures,
    advice,
  };
  return { typed, errors, values };
}
