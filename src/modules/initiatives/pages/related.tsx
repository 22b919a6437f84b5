// On the page of a service: which legal obstacles keep it from being simpler, and which initiatives are about it.
import type { VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Band, Rows } from '../../../ui/index.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { publicNaming } from '../queries/initiatives.ts';
import { obstaclesOfService } from '../queries/obstacles.ts';
import { ObstacleSign, initiativeHref, obstacleHref, shownTitle } from './words.tsx';

export async function relatedInitiatives(
  app: App,
  about: { service: string } | { unit: string },
  language: Language,
): Promise<VNode | null> {
  if (!('service' in about)) return null;
  const [initiatives, obstacles] = await Promise.all([
    publicNaming(app, 'services', about.service),
    obstaclesOfService(app, about.service),
  ]);
  if (initiatives.length === 0 && obstacles.length === 0) return null;
  const t = initiativesTexts(language);
  return (
    <Band id="vorhaben" title={t('related.title')}>
      <Rows
        kind="two"
        items={[
          ...initiatives.map((each) => ({
            title: shownTitle(each, language),
            href: initiativeHref(each),
            text: each.texts[language].goal,
          })),
          ...obstacles.map((each) => ({
            title: each.texts[language].title,
            href: obstacleHref(each),
            text: each.texts[language].blocks,
            act: <ObstacleSign state={each.state} language={language} />,
          })),
        ]}
      />
    </Band>
  );
}
