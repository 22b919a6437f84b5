// What this module adds to the pages of services and units: what others have asked about it, and the way to ask.
import type { VNode } from 'preact';
import type { App } from '../../../kernel/app.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { Band, MoreLink, Rows } from '../../../ui/index.ts';
import { questionsTexts } from '../questions-texts.ts';
import { articlesOfService } from '../queries/knowledge.ts';
import { publishedQuestions } from '../queries/published.ts';
import { articleRow } from './knowledge.tsx';

const mostQuestions = 3;

/** Without anything asked yet there is no band: the way to ask stands below every page. */
export async function relatedQuestions(
  app: App,
  about: { service: string } | { unit: string },
  language: Language,
): Promise<VNode | null> {
  const t = questionsTexts(language);
  const articles = 'service' in about ? await articlesOfService(app, about.service) : [];
  const { items } = await publishedQuestions(app, { ...about, state: 'answered', limit: mostQuestions });
  const rows = [
    ...articles.map((each) => articleRow(each, language)),
    ...items.map((each) => ({
      title: <span lang={each.language}>{each.title}</span>,
      href: `/fragen/${each.question_id}`,
    })),
  ];
  if (rows.length === 0) return null;
  const path = 'service' in about ? `/leistungen/${about.service}` : `/stellen/${about.unit}`;
  return (
    <Band id="haeufige-fragen" title={t('band.title')}>
      <Rows kind="two" items={rows} />
      <p>
        <MoreLink label={t('band.ask')} href={`/fragen/neu?zu=${encodeURIComponent(path)}`} />
      </p>
    </Band>
  );
}
