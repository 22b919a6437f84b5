// Who says a known value and since when, and what the person has typed instead before signing in.
import { formatDate } from '../../../ui/index.ts';
import type { FieldDefinition } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { dataTexts } from '../../data/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import { valueText } from '../queries/value-text.ts';
import type { FormSession } from './form-session.ts';

/** «Einwohnerregister, Stand 23. November 2026. Sie haben eingetippt: «Nebenweg 3».» */
export function knownSource(
  { app, language }: Request,
  session: FormSession,
  field: FieldDefinition,
): string {
  const known = session.draft.known[field.id];
  if (!known) return '';
  const d = dataTexts(language);
  const t = intakeTexts(language);
  const source = d('source', {
    register: d(`register.${known.register}`),
    date: formatDate(known.asOf, language),
  });
  if (!session.typedInstead.has(field.id)) return source;
  const typed = session.typedInstead.get(field.id);
  const text = valueText(app, session.definition, field, typed, language);
  return `${source}. ${t(field.proven ? 'typed.proven' : 'typed.instead', { text })}`;
}

/** The words of the link to type it anew: what was typed before is in the field already. */
export function notRightLabel(
  { language }: Request,
  session: FormSession,
  fieldId: string,
): string | undefined {
  return session.typedInstead.has(fieldId) ? intakeTexts(language)('typed.use') : undefined;
}
