// What subscribers hear of: an initiative that appears, enters another phase or is judged, and an obstacle whose change moves.
import type { Announce, Announcement } from '../../kernel/announcement.ts';
import type { App } from '../../kernel/app.ts';
import { languages, type Language, type LocalText } from '../../kernel/i18n/texts.ts';
import { initiativesTexts } from './initiatives-texts.ts';
import type { PublicInitiative } from './initiative.ts';
import { initiativeHref, obstacleHref, promisedWhat, verdictText } from './pages/words.tsx';
import { opinionById } from './queries/entries.ts';
import { hypothesisById } from './queries/hypotheses.ts';
import { publicInitiative } from './queries/initiatives.ts';
import { obstacleById, servicesBlocked } from './queries/obstacles.ts';
import { verdicts } from './verdict.ts';

const inAll = (text: (language: Language) => string): LocalText =>
  Object.fromEntries(languages.map((each) => [each, text(each)])) as LocalText;

const about = ({ topics, unit, services }: PublicInitiative): Announcement['about'] => ({
  topic: topics,
  unit: [unit],
  service: services,
});

function announcement(
  initiative: PublicInitiative,
  key: string,
  at: Date,
  text: (language: Language) => string,
): Announcement {
  return {
    key: `initiative:${initiative.id}:${key}`,
    at,
    title: inAll((language) => initiative.texts[language].title),
    text: inAll(text),
    path: initiativeHref(initiative),
    about: about(initiative),
  };
}

export const announceInitiative: Announce = async (app, subject) => {
  const initiative = await publicInitiative(app, subject);
  return (
    initiative &&
    announcement(
      initiative,
      'published',
      initiative.publishedAt,
      (language) => initiative.texts[language].goal,
    )
  );
};

/** Another phase is news; that somebody sees it as before is not. */
export const announceMove: Announce = async (app, subject, data) => {
  if (data['moved'] !== true) return undefined;
  const [initiative, opinion] = await Promise.all([
    publicInitiative(app, subject),
    opinionById(app, String(data['opinion'])),
  ]);
  if (!initiative || opinion?.initiative !== subject) return undefined;
  return announcement(initiative, `moved:${opinion.id}`, opinion.at, (language) => {
    const t = initiativesTexts(language);
    return t('announce.moved', { phase: t(`phase.${opinion.phase}`) });
  });
};

export const announceVerdict: Announce = async (app, subject, data) => {
  const [initiative, hypothesis] = await Promise.all([
    publicInitiative(app, subject),
    hypothesisById(app, String(data['hypothesis'])),
  ]);
  const verdict = verdicts.find((each) => each === data['verdict']);
  if (!initiative || !hypothesis || !verdict) return undefined;
  const said = { verdict, final: data['final'] === true };
  return announcement(
    initiative,
    `verdict:${hypothesis.id}:${String(data['day'])}`,
    app.clock.now(),
    (language) => `${promisedWhat(app, hypothesis, language)}: ${verdictText(said, language)}`,
  );
};

export const announceObstacle: Announce = async (app: App, subject, data) => {
  const obstacle = await obstacleById(app.db, subject);
  if (!obstacle) return undefined;
  return {
    key: `obstacle:${obstacle.id}:${String(data['revision'])}`,
    at: obstacle.changedAt,
    title: inAll((language) => obstacle.texts[language].title),
    text: inAll((language) => {
      const t = initiativesTexts(language);
      return t('announce.obstacle', { state: t(`obstacle.state.${obstacle.state}`) });
    }),
    path: obstacleHref(obstacle),
    about: { unit: [obstacle.unit], service: servicesBlocked(app, obstacle) },
  };
};
