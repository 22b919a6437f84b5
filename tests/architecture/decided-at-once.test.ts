// What the program decides alone rests on what a register says of the person, never on what anybody can type.
import { readdirSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import { readProjectFile } from './source-files.ts';

interface Service {
  pages: { fields: { id: string; source?: string; proven?: boolean; backed?: boolean }[] }[];
  process: { decideAtOnce?: string };
}

/** Who the owner is, where they live or have their seat, and what they drive. */
const identity = /^(?:person\.(?!email$|phone$)|organisation\.|vehicle\.plate$)/;

/** Fields that may be typed instead of taken from the register, each with why nothing rests on them. */
const stated: Record<string, string> = {
  'archiv-recherche.vorname': 'for whom the records lie ready: at once only those that anybody may see',
  'archiv-recherche.nachname': 'for whom the records lie ready: at once only those that anybody may see',
  'betreibungsauszug.eigeneAdresse':
    'where the extract is sent: it attests nothing, and is about the proven person',
  'sperrgut-anmelden.adresse': 'where the things are fetched: nobody is named, and the stickers are paid for',
  'wochenaufenthalt-anmelden.hauptadresse': 'lies outside the canton, whose register does not know it',
};

const folder = 'canton/basel-stadt/services';
const atOnce = readdirSync(folder)
  .map((id) => [id, load(readProjectFile(`${folder}/${id}/service.yaml`)) as Service] as const)
  .filter(([, { process }]) => process.decideAtOnce !== undefined);

it('asks a register for whatever says who the owner is, wherever the program decides at once', () => {
  const typed = atOnce.flatMap(([id, { pages }]) =>
    pages
      .flatMap(({ fields }) => fields)
      .filter(({ source, proven, backed }) => source && identity.test(source) && !proven && !backed)
      .map((field) => `${id}.${field.id}`),
  );
  expect(typed.toSorted()).toEqual(Object.keys(stated).toSorted());
  expect(atOnce.length).toBeGreaterThanOrEqual(20);
});
