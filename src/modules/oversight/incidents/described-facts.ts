// A breach as terms and values: for its page and for the notice to the authority.
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { formatDateTime } from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { fieldText, purposeText, roleText } from './access-words.ts';
import type { Incident } from './incident.ts';

/** @param names of the account whose access it was; without it, for the authority: it reads neither name nor number of a case */
export function describedFacts(
  app: App,
  language: Language,
  incident: Incident,
  names?: ReadonlyMap<string, string>,
): { term: string; value: string }[] {
  const t = oversightTexts(language);
  const at = (instant: Date) => formatDateTime(instant, language, 'long');
  const { noticedAt, due, from, until, actorId, unit, role, fields, purposes, caseRef } = incident;
  const who = [
    ...(actorId === null ? [] : [names?.get(actorId) ?? t('breach.account.one')]),
    ...(role === null ? [] : [roleText(role, language)]),
    ...(unit === null ? [] : [unitName(app, unit, language)]),
  ];
  return [
    { term: t('breach.noticed.short'), value: at(noticedAt) },
    { term: t('breach.due'), value: at(due) },
    { term: t('breach.from.short'), value: at(from) },
    { term: t('breach.until.short'), value: until === null ? t('breach.until.open') : at(until) },
    { term: t('breach.access'), value: who.length === 0 ? t('breach.access.anyone') : who.join(', ') },
    ...(fields.length === 0
      ? []
      : [{ term: t('breach.fields'), value: fields.map((each) => fieldText(each, language)).join(', ') }]),
    ...(purposes.length === 0
      ? []
      : [
          {
            term: t('breach.purposes'),
            value: purposes.map((each) => purposeText(each, language)).join(', '),
          },
        ]),
    ...(caseRef === null
      ? []
      : [{ term: t('breach.case.short'), value: names ? caseRef : t('breach.case.one') }]),
  ];
}
