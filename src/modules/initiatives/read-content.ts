// What was typed about an initiative, what is wrong with it, and back into the fields.
import { readDay, textLength, typedDay, typedText, type Typed } from '../../engine/index.ts';
import type { App } from '../../kernel/app.ts';
import { safePath } from '../../kernel/http/reply.ts';
import { languages, type Language } from '../../kernel/i18n/texts.ts';
import type { FormError } from '../../ui/index.ts';
import { isService, isTopic, isUnit } from './facets.ts';
import { longest, parts, type Content, type Part } from './initiative.ts';
import { initiativesTexts } from './initiatives-texts.ts';
import { idIn, lineOf, linesOf, manyOf } from './pages/typed.ts';
import { obstaclesByIds } from './queries/obstacles.ts';
import { knownIds } from './queries/initiatives.ts';

const most = { topics: 5, pages: 30, partners: 20, origins: 10, partner: 100, origin: 300 };

export const fieldOf = (part: string, language: Language): string => `${part}-${language}`;

type Pages = Pick<Content, 'services' | 'partnerUnits' | 'needs' | 'obstacles'>;

/** Anything may still be missing: what is there must be right. */
export async function readContent(
  app: App,
  typed: Typed,
  language: Language,
): Promise<{ content: Content; errors: FormError[] }> {
  const t = initiativesTexts(language);
  const texts = Object.fromEntries(
    languages.map((each) => [
      each,
      Object.fromEntries(parts.map((part) => [part, lineOf(typed, fieldOf(part, each))])),
    ]),
  ) as Content['texts'];
  const topics = [...new Set(manyOf(typed, 'thema'))];
  const unit = typedText(typed, 'stelle');
  const partners = linesOf(typed, 'partner');
  const origins = linesOf(typed, 'herkunft');
  const [startsOn, endsOn] = [readDay(typed, 'beginn'), readDay(typed, 'ende')];
  const { pages, unknown } = await readPages(app, linesOf(typed, 'seiten'));
  const backward = Boolean(startsOn && endsOn && endsOn < startsOn);
  const wrong: [boolean, string, string][] = [
    [
      !topics.every((each) => isTopic(app, each)) || topics.length > most.topics,
      'thema',
      t('edit.topicsWrong'),
    ],
    [unit !== '' && !isUnit(app, unit), 'stelle', t('edit.unitWrong')],
    [
      partners.length > most.partners || partners.some((each) => textLength(each) > most.partner),
      'partner',
      t('edit.partnersWrong', { most: most.partners }),
    ],
    [
      origins.length > most.origins || !origins.every((each) => isAddress(app, each)),
      'herkunft',
      t('edit.originsWrong', { most: most.origins }),
    ],
    [startsOn === undefined, 'beginn', t('form.dayWrong')],
    [endsOn === undefined || backward, 'ende', t(backward ? 'edit.endBefore' : 'form.dayWrong')],
    [unknown !== undefined, 'seiten', t('edit.pageWrong', { page: (unknown ?? '').slice(0, 100) })],
    [Object.values(pages).flat().length > most.pages, 'seiten', t('edit.pagesMany', { most: most.pages })],
  ];
  return {
    content: {
      ...{ texts, unit, topics, partners, origins, ...pages },
      startsOn: startsOn ?? null,
      endsOn: endsOn ?? null,
    },
    errors: [
      ...languages.flatMap((each) => parts.flatMap((part) => faultsOfText(texts[each][part], part, each, t))),
      ...wrong.flatMap(([is, fieldId, message]) => (is ? [{ fieldId, message }] : [])),
    ],
  };
}

function faultsOfText(
  text: string,
  part: Part,
  language: Language,
  t: ReturnType<typeof initiativesTexts>,
): FormError[] {
  const fieldId = fieldOf(part, language);
  const named = { what: t(`part.${part}`), language: t(`language.${language}`) };
  if (textLength(text) > longest[part])
    return [{ fieldId, message: t('edit.tooLong', { ...named, most: longest[part] }) }];
  return part === 'title' && text.includes('\n') ? [{ fieldId, message: t('edit.oneLine', named) }] : [];
}

/** A page of this site, or one elsewhere that is encrypted on its way: it becomes a link. */
function isAddress(app: App, address: string): boolean {
  if (address.length > most.origin) return false;
  if (address.startsWith('/')) return safePath(address, '') === address;
  const url = URL.parse(address);
  return (
    url?.protocol === 'https:' &&
    url.username === '' &&
    url.password === '' &&
    url.origin !== app.config.baseUrl
  );
}

/** Addresses of services, units, initiatives and obstacles, one on a line, as they are copied from the browser. */
async function readPages(
  app: App,
  lines: readonly string[],
): Promise<{ pages: Pages; unknown: string | undefined }> {
  const of = (area: string) =>
    lines.flatMap((line) => {
      const id = idIn(line, area);
      return id === undefined ? [] : [{ line, id }];
    });
  const [services, partnerUnits, needs, obstacles] = ['leistungen', 'stellen', 'vorhaben', 'huerden'].map(of);
  const ids = (found: ReturnType<typeof of> | undefined) => (found ?? []).map(({ id }) => id);
  const knownNeeds = await knownIds(app, ids(needs));
  const knownObstacles = new Set((await obstaclesByIds(app, ids(obstacles))).map(({ id }) => id));
  const right = new Set(
    [
      ...(services ?? []).filter(({ id }) => isService(app, id)),
      ...(partnerUnits ?? []).filter(({ id }) => isUnit(app, id)),
      ...(needs ?? []).filter(({ id }) => knownNeeds.has(id)),
      ...(obstacles ?? []).filter(({ id }) => knownObstacles.has(id)),
    ].map(({ line }) => line),
  );
  return {
    pages: {
      services: ids(services),
      partnerUnits: ids(partnerUnits),
      needs: ids(needs),
      obstacles: ids(obstacles),
    },
    unknown: lines.find((line) => !right.has(line)),
  };
}

export function typedContent(content: Content): Typed {
  return {
    ...Object.fromEntries(
      languages.flatMap((each) => parts.map((part) => [fieldOf(part, each), content.texts[each][part]])),
    ),
    ...typedDay('beginn', content.startsOn),
    ...typedDay('ende', content.endsOn),
    thema: content.topics,
    stelle: content.unit,
    partner: content.partners.join('\n'),
    herkunft: content.origins.join('\n'),
    seiten: [
      ...content.services.map((id) => `/leistungen/${id}`),
      ...content.partnerUnits.map((id) => `/stellen/${id}`),
      ...content.needs.map((id) => `/vorhaben/${id}`),
      ...content.obstacles.map((id) => `/huerden/${id}`),
    ].join('\n'),
  };
}
