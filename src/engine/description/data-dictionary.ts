// The data dictionary of a service: every field with its type, place, meaning, limits, register and class.
import { compileService } from '../definition/compiled-service.ts';
import type { DataClass, FieldType, KnownSource, Language, ServiceDefinition } from '../definition/schema.ts';
import { grantFor, needsRequest, registerField, type RegisterGrant } from '../registers/grants.ts';
import { registerOf, type Register } from '../registers/register-of.ts';
import type { JsonSchema, Lists } from '../fields/field-kind.ts';

export interface DictionaryEntry {
  id: string;
  page: string;
  /** A JSON pointer (RFC 6901); an asterisk stands for the position in a list. */
  pointer: string;
  type: FieldType;
  meaning: Record<Language, string>;
  /** Explanations beside the field; absent where it needs none. */
  hint?: Partial<Record<Language, string>>;
  class: DataClass;
  /** Always asked and needed, whatever else is answered. */
  required: boolean;
  /** FEEL: under which condition it is asked; both the page's and the field's. */
  when: string[];
  /** What a register or the account knows and therefore need not be asked. */
  source?: KnownSource;
  register?: Register;
  /** Laws on which the register may give it, as its grant names them. */
  granted?: string[];
  /** The register is asked only when the person asks for it there and then. */
  onRequest?: true;
  /** Only the register's value counts. */
  proven: boolean;
  /** JSON Schema 2020-12 of one value. */
  constraints: JsonSchema;
  /** Conditions in FEEL that must hold, by id. */
  checks: Record<string, string>;
}

const languages: readonly Language[] = ['de', 'fr', 'it', 'en'];

/** In the order in which they are asked. */
export function dataDictionary(
  definition: ServiceDefinition,
  lists: Lists,
  grants: readonly RegisterGrant[],
): DictionaryEntry[] {
  const text = (language: Language, key: string): string | undefined => definition.texts[language][key];
  return compileService(definition).pages.flatMap(({ definition: page, fields }) =>
    fields.map(({ definition: field, kind }): DictionaryEntry => {
      const key = `fields.${field.id}`;
      const hints = languages.flatMap((language) => {
        const hint = text(language, `${key}.hint`);
        return hint === undefined ? [] : [[language, hint] as const];
      });
      const when = [page.when, field.when].filter((each) => each !== undefined);
      return {
        id: field.id,
        page: page.id,
        pointer: page.repeat ? `/${page.repeat.id}/*/${field.id}` : `/${field.id}`,
        type: field.type,
        meaning: byLanguage((language) => text(language, `${key}.label`) ?? field.id),
        ...(hints.length > 0 ? { hint: Object.fromEntries(hints) } : {}),
        class: field.class ?? 'internal',
        required: when.length === 0 && !field.optional && field.type !== 'calculated',
        when,
        ...(field.source ? { source: field.source, register: registerOf(field.source) } : {}),
        ...grantedTo(field.source, grantFor(definition, grants)),
        ...(field.source && needsRequest(field.source) ? { onRequest: true as const } : {}),
        proven: field.proven ?? false,
        constraints: kind.schema(field, { lists }),
        checks: Object.fromEntries((field.checks ?? []).map(({ id, that }) => [id, that])),
      };
    }),
  );
}

function byLanguage(text: (language: Language) => string): Record<Language, string> {
  return { de: text('de'), fr: text('fr'), it: text('it'), en: text('en') };
}

/** The laws of the grant, where it has the field. */
function grantedTo(
  source: KnownSource | undefined,
  grant: RegisterGrant | undefined,
): { granted?: string[] } {
  const wanted = source === undefined ? undefined : registerField(source);
  if (!wanted || !grant || grant.legalBasis === 'request') return {};
  return grant[wanted.register]?.includes(wanted.field) ? { granted: [...grant.legalBasis] } : {};
}
