// `/leistungen/:id/vorlesen`: a service as plain text, for reading aloud.
import { readingText, type ReadingWords } from '../../../engine/index.ts';
import type { Route } from '../../../kernel/http/route.ts';
import type { Language } from '../../../kernel/i18n/texts.ts';
import { everyone } from '../../../kernel/permission.ts';
import { contextOf, wantedService } from '../../catalogue/index.ts';
import { insightTexts } from '../insight-texts.ts';

export const readAloudPage: Route = {
  method: 'GET',
  url: '/leistungen/:id/vorlesen',
  may: everyone,
  kind: 'file',
  summary: 'A service as plain text for reading aloud: what, cost, time, needs, every question',
  shared: true,
  handle(request) {
    const { app, language } = request;
    const service = wantedService(request);
    const body = readingText(service, language, readingWords(language), contextOf(app, service).lists);
    return { status: 200, type: 'text/plain; charset=utf-8', body };
  },
};

export function readingWords(language: Language): ReadingWords {
  const t = insightTexts(language);
  return {
    whatItIs: t('read.whatItIs'),
    who: t('read.who'),
    due: t('read.due'),
    cost: t('read.cost'),
    time: t('read.time'),
    needs: t('read.needs'),
    exclusions: t('read.exclusions'),
    after: t('read.after'),
    questions: t('read.questions'),
    question: (number: number) => t('read.question', { number }),
    dependsOnAnswers: t('read.dependsOnAnswers'),
    repeated: t('read.repeated'),
    known: t('read.known'),
    optional: t('read.optional'),
    choices: t('read.choices'),
    end: t('read.end'),
  };
}
