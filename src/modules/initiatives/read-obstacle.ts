// What was typed about a legal obstacle, what is wrong with it, and back into the fields.
import { textLength, typedText, type Typed } from '../../engine/index.ts';
import type { App } from '../../kernel/app.ts';
import { languages, type Language } from '../../kernel/i18n/texts.ts';
import type { FormError } from '../../ui/index.ts';
import { isService, isUnit } from './facets.ts';
import { initiativesTexts } from './initiatives-texts.ts';
import {
  lackingParts,
  longestOfObstacle,
  obstacleParts,
  type Obstacle,
  type ObstacleContent,
} from './obstacle.ts';
import { idIn, lineOf, linesOf } from './pages/typed.ts';
import { fieldOf } from './read-content.ts';

export const longestName = { act: 200, number: 40, article: 60 };
const mostServices = 30;

/** The register is public: all four languages are whole from the beginning. */
export function readObstacle(
  app: App,
  typed: Typed,
  language: Language,
): { content: ObstacleContent; errors: FormError[] } {
  const t = initiativesTexts(language);
  const texts = Object.fromEntries(
    languages.map((each) => [
      each,
      Object.fromEntries(obstacleParts.map((part) => [part, lineOf(typed, fieldOf(part, each))])),
    ]),
  ) as ObstacleContent['texts'];
  const [act, number, article] = ['erlass', 'nummer', 'artikel'].map((name) => lineOf(typed, name));
  const services = linesOf(typed, 'leistungen').map((line) => idIn(line, 'leistungen') ?? '');
  const unit = typedText(typed, 'stelle');
  const content: ObstacleContent = {
    ...{ texts, services, unit, act: act ?? '', number: number ?? '', article: article ?? '' },
    unverified: typedText(typed, 'geprueft') !== 'yes',
  };
  const wrongName = (text: string, most: number) => textLength(text) > most || text.includes('\n');
  const missing = new Set(lackingParts(content).map((each) => fieldOf(each.part, each.language)));
  const wrong: [boolean, string, string][] = [
    [content.act === '' || wrongName(content.act, longestName.act), 'erlass', t('obstacle.actWrong')],
    [wrongName(content.number, longestName.number), 'nummer', t('obstacle.nameLong')],
    [wrongName(content.article, longestName.article), 'artikel', t('obstacle.nameLong')],
    [!isUnit(app, unit), 'stelle', t('edit.unitWrong')],
    [
      services.length > mostServices || !services.every((id) => isService(app, id)),
      'leistungen',
      t('obstacle.servicesWrong', { most: mostServices }),
    ],
    ...languages.flatMap((each) =>
      obstacleParts.map((part): [boolean, string, string] => {
        const text = texts[each][part];
        const name = fieldOf(part, each);
        const named = { what: t(`obstacle.part.${part}`), language: t(`language.${each}`) };
        return missing.has(name)
          ? [true, name, t('obstacle.textMissing', named)]
          : [
              textLength(text) > longestOfObstacle[part] || (part === 'title' && text.includes('\n')),
              name,
              t('edit.tooLong', { ...named, most: longestOfObstacle[part] }),
            ];
      }),
    ),
  ];
  return { content, errors: wrong.flatMap(([is, fieldId, message]) => (is ? [{ fieldId, message }] : [])) };
}

export const typedObstacle = (obstacle: Obstacle): Typed => ({
  ...Object.fromEntries(
    languages.flatMap((each) =>
      obstacleParts.map((part) => [fieldOf(part, each), obstacle.texts[each][part]]),
    ),
  ),
  ...{ erlass: obstacle.act, nummer: obstacle.number, artikel: obstacle.article, stelle: obstacle.unit },
  geprueft: obstacle.unverified ? 'no' : 'yes',
  leistungen: obstacle.services.map((id) => `/leistungen/${id}`).join('\n'),
});
