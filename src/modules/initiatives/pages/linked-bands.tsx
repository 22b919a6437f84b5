// What an initiative hangs together with: what has to come first, who waits for it, legal obstacles, services, and where it is from.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { Band, Rows } from '../../../ui/index.ts';
import { serviceName } from '../facets.ts';
import type { PublicInitiative } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import type { Obstacle } from '../obstacle.ts';
import { ObstacleSign, initiativeHref, obstacleHref, shownTitle } from './words.tsx';

export function LinkedBands(props: {
  request: Request;
  initiative: PublicInitiative;
  needs: readonly PublicInitiative[];
  neededBy: readonly PublicInitiative[];
  obstacles: readonly Obstacle[];
}): VNode {
  const { request, initiative, needs, neededBy, obstacles } = props;
  const { app, language } = request;
  const t = initiativesTexts(language);
  const link = (each: PublicInitiative) => ({
    title: shownTitle(each, language),
    href: initiativeHref(each),
    text: t(`phase.${each.phase}`),
  });
  return (
    <>
      {obstacles.length > 0 ? (
        <Band id="huerden" title={t('obstacles.title')}>
          <Rows
            kind="two"
            items={obstacles.map((each) => ({
              title: each.texts[language].title,
              href: obstacleHref(each),
              text: each.texts[language].blocks,
              act: <ObstacleSign state={each.state} language={language} />,
            }))}
          />
        </Band>
      ) : null}
      {needs.length > 0 ? (
        <Band id="braucht" title={t('one.needs')}>
          <Rows kind="two" items={needs.map(link)} />
        </Band>
      ) : null}
      {neededBy.length > 0 ? (
        <Band id="wartet" title={t('one.neededBy')}>
          <Rows kind="two" items={neededBy.map(link)} />
        </Band>
      ) : null}
      <Band id="dazu" title={t('one.about')} last>
        {initiative.services.length === 0 && initiative.origins.length === 0 ? (
          <p>{t('one.aboutNone')}</p>
        ) : (
          <Rows
            kind="two"
            items={[
              ...initiative.services.map((id) => ({
                title: serviceName(app, id, language),
                href: `/leistungen/${id}`,
                text: t('one.service'),
              })),
              ...initiative.origins.map((href) => ({ title: href, href, text: t('one.origin') })),
            ]}
          />
        )}
      </Band>
    </>
  );
}
