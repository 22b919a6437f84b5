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
  const label = (service: ServiceDefinition, id: string) => service.texts[language][`fields.${id}.label`];
  return shape(one) !== shape(other) || label(before, one.id) !== label(after, other.id);
}

/** @param language in which texts are compared: that of the person */
export function compareVersions(
  before: ServiceDefinition,
  after: ServiceDefinition,
  language: Language,
): VersionChange[] {
  const changes: VersionChange[] = [];
  const gone = new Set(placed(before).keys());
  for (const [place, old] of predecessors(before, after)) {
    if (!old) {
      changes.push({ kind: 'added', place });
      continue;
    }
    gone.delete(placeKey(old.page, old.field.id));
    if (asksElse(language, before, after, old.field, place.field))
      changes.push({ kind: 'changed', place, before: old });
    else if (old.field.id !== place.field.id) changes.push({ kind: 'renamed', place, before: old });
  }
  for (const [key, place] of placed(before)) if (gone.has(key)) changes.push({ kind: 'removed', place });
  if (JSON.stringify(before.fees) !== JSON.stringify(after.fees)) changes.push({ kind: 'fees' });
  if (
    JSON.stringify([before.rules, before.process.decideAtOnce]) !==
    JSON.stringify([after.rules, after.process.decideAtOnce])
  )
    changes.push({ kind: 'rules' });
  return changes;
}
