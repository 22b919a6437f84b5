// What has changed for someone between two versions of a service: fields by id, across pages, in the terms of the form.
import type { FieldDefinition, Language, PageDefinition, ServiceDefinition } from '../definition/schema.ts';

/** Where a field stands: its page, and the list it belongs to. */
export interface PlacedField {
  page: PageDefinition;
  field: FieldDefinition;
}

export type VersionChange =
  | { kind: 'added' | 'removed'; place: PlacedField }
  | { kind: 'renamed' | 'changed'; place: PlacedField; before: PlacedField }
  /** When the questions of a page are asked; how many entries its list may have. */
  | { kind: 'condition' | 'entries'; page: PageDefinition }
  | { kind: 'fees' | 'rules' };

const placeKey = (page: PageDefinition, id: string) => `${page.repeat?.id ?? ''}/${id}`;

function placed(service: ServiceDefinition): Map<string, PlacedField> {
  return new Map(
    service.pages.flatMap((page) =>
      page.fields
        .filter((field) => field.type !== 'calculated')
        .map((field) => [placeKey(page, field.id), { page, field }] as const),
    ),
  );
}

/**
 * The field of the old version that a field of the new one goes on: the same id, or the one that `formerly` names;
 * always in the same list, because answers of a list do not belong to one field outside.
 */
export function predecessors(
  before: ServiceDefinition,
  after: ServiceDefinition,
): Map<PlacedField, PlacedField | undefined> {
  const old = placed(before);
  return new Map(
    [...placed(after).values()].map((place) => [
      place,
      old.get(placeKey(place.page, place.field.id)) ??
        (place.field.formerly === undefined
          ? undefined
          : old.get(placeKey(place.page, place.field.formerly))),
    ]),
  );
}

/** Whether an answer to the one may not do for the other: type, options, limits, checks, or what is asked. */
function asksElse(
  language: Language,
  before: ServiceDefinition,
  after: ServiceDefinition,
  one: FieldDefinition,
  other: FieldDefinition,
): boolean {
  const shape = ({ id: _id, formerly: _formerly, autocomplete: _autocomplete, ...rest }: FieldDefinition) =>
    JSON.stringify(Object.entries(rest).toSorted());
  const words = (service: ServiceDefinition, { id, options = [] }: FieldDefinition) =>
    JSON.stringify(
      ['label', ...options.map((option) => `options.${option}`)].map(
        (key) => service.texts[language][`fields.${id}.${key}`],
      ),
    );
  return shape(one) !== shape(other) || words(before, one) !== words(after, other);
}

/** What is calculated is not asked, but fees and decisions follow from it. */
const calculated = (service: ServiceDefinition) =>
  service.pages.flatMap((page) =>
    page.fields.filter((field) => field.type === 'calculated').map(({ id, value }) => [id, value]),
  );

const decides = (service: ServiceDefinition) =>
  JSON.stringify([service.rules, service.process.decideAtOnce, calculated(service)]);

/** Pages with a question of before that is asked under another condition, or in a list of another length. */
function changedPages(pairs: readonly [PlacedField, PlacedField][]): VersionChange[] {
  const length = ({ repeat }: PageDefinition) => `${repeat?.min ?? ''}-${repeat?.max ?? ''}`;
  const conditions = new Set<PageDefinition>();
  const lists = new Set<PageDefinition>();
  for (const [now, old] of pairs) {
    if (now.page.when !== old.page.when) conditions.add(now.page);
    if (length(now.page) !== length(old.page)) lists.add(now.page);
  }
  return [
    ...[...conditions].map((page) => ({ kind: 'condition', page }) as const),
    ...[...lists].map((page) => ({ kind: 'entries', page }) as const),
  ];
}

/** @param language in which texts are compared: that of the person */
export function compareVersions(
  before: ServiceDefinition,
  after: ServiceDefinition,
  language: Language,
): VersionChange[] {
  const changes: VersionChange[] = [];
  const gone = new Set(placed(before).keys());
  const pairs: [PlacedField, PlacedField][] = [];
  for (const [place, old] of predecessors(before, after)) {
    if (!old) {
      changes.push({ kind: 'added', place });
      continue;
    }
    gone.delete(placeKey(old.page, old.field.id));
    pairs.push([place, old]);
    if (asksElse(language, before, after, old.field, place.field))
      changes.push({ kind: 'changed', place, before: old });
    else if (old.field.id !== place.field.id) changes.push({ kind: 'renamed', place, before: old });
  }
  for (const [key, place] of placed(before)) if (gone.has(key)) changes.push({ kind: 'removed', place });
  changes.push(...changedPages(pairs));
  if (JSON.stringify(before.fees) !== JSON.stringify(after.fees)) changes.push({ kind: 'fees' });
  if (decides(before) !== decides(after)) changes.push({ kind: 'rules' });
  return changes;
}
