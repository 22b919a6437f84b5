// Reads what staff have typed for a question, and says at each field what is missing.
import { languages, type Language } from '../../../kernel/i18n/texts.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { typedText, typedTexts } from '../../../kernel/http/typed-text.ts';
import type { FormError } from '../../../ui/index.ts';
import { offerById, topicById } from '../../catalogue/index.ts';
import { unitOf } from '../../organisation/index.ts';
import { aboutOf } from '../about.ts';
import type { Handling } from '../actions/handle-question.ts';
import type { Released } from '../actions/publish-question.ts';
import { longestArticle, slugOf, type ArticleTexts } from '../knowledge/article.ts';
import type { WrittenArticle } from '../knowledge/keep-articles.ts';
import { findPersonal } from '../masking/find-personal.ts';
import { longest, type Question } from '../question.ts';
import { questionsTexts } from '../questions-texts.ts';

export type StaffStep =
  | Handling
  | ({ step: 'publish' } & Released)
  | { step: 'hide'; text: string }
  | { step: 'article'; article: WrittenArticle & { id: string } };

type Read = { step: StaffStep } | { errors: FormError[] };

/**
 * @param known names that are masked wherever they stand
 * @returns undefined for a step that there is not
 */
export function readStep(request: Request, question: Question, known: readonly string[]): Read | undefined {
  const { body } = request;
  switch (typedText(body, 'schritt')) {
    case 'take':
      return { step: { step: 'take' } };
    case 'note':
      return readText(request, 'notiz', longest.reason, (text) => ({ step: 'note', text }));
    case 'ask':
      return readText(request, 'rueckfrage', longest.answer, (text) => ({ step: 'ask', text }));
    case 'hide':
      return readText(request, 'grund', longest.reason, (text) => ({ step: 'hide', text }));
    case 'answer':
      return readAnswer(request);
    case 'reroute':
      return readReroute(request, question);
    case 'publish':
      return readReleased(request, known);
    case 'article':
      return readNewArticle(request);
    default:
      return undefined;
  }
}

function textErrors({ body, language }: Request, field: string, most: number): FormError[] {
  const t = questionsTexts(language);
  const text = typedText(body, field);
  if (text === '') return [{ fieldId: field, message: t('form.missing') }];
  return text.length > most ? [{ fieldId: field, message: t('form.tooLong', { most }) }] : [];
}

function readText(request: Request, field: string, most: number, make: (text: string) => StaffStep): Read {
  const errors = textErrors(request, field, most);
  return errors.length > 0 ? { errors } : { step: make(typedText(request.body, field)) };
}

/** Pages of this site, one on each line; other addresses are not kept. */
function readAnswer(request: Request): Read {
  const { app, body, language } = request;
  const links = typedText(body, 'links')
    .split('\n')
    .map((each) => each.trim().replace(app.config.baseUrl, ''))
    .filter((each) => each !== '');
  const wrong = links.filter((each) => aboutOf(app, each, language).path === '');
  const errors = [
    ...textErrors(request, 'antworttext', longest.answer),
    ...(wrong.length > 0 || links.length > 10
      ? [
          {
            fieldId: 'links',
            message: questionsTexts(language)('staff.linkWrong', { links: wrong.join(', ').slice(0, 100) }),
          },
        ]
      : []),
  ];
  if (errors.length > 0) return { errors };
  return { step: { step: 'answer', text: typedText(body, 'antworttext'), links: [...new Set(links)] } };
}

function readReroute(request: Request, question: Question): Read {
  const { app, body, language } = request;
  const unit = unitOf(app, typedText(body, 'stelle'));
  const errors = [
    ...(unit && unit.id !== question.unit
      ? []
      : [{ fieldId: 'stelle', message: questionsTexts(language)('staff.unitMissing') }]),
    ...textErrors(request, 'warum', longest.reason),
  ];
  if (errors.length > 0 || !unit) return { errors };
  return { step: { step: 'reroute', text: typedText(body, 'warum'), unit: unit.id } };
}

/** What was released still holds something that looks personal: staff say that they have seen it. */
function readReleased(request: Request, known: readonly string[]): Read {
  const { app, body, language } = request;
  const t = questionsTexts(language);
  const title = typedText(body, 'neuer-titel').replace(/\s+/g, ' ');
  const text = typedText(body, 'neuer-text');
  const answer = typedText(body, 'neue-antwort');
  const year = Number(app.clock.today().slice(0, 4));
  const left = [title, text, answer].flatMap((each) => findPersonal(each, { year, known }));
  const errors = [
    ...textErrors(request, 'neuer-titel', longest.title),
    ...(text.length > longest.body ? textErrors(request, 'neuer-text', longest.body) : []),
    ...(answer.length > longest.answer ? textErrors(request, 'neue-antwort', longest.answer) : []),
    ...(left.length > 0 && typedText(body, 'gesehen') !== 'yes'
      ? [
          {
            fieldId: 'gesehen',
            message: t('mask.left', {
              found: left
                .map((each) => each.text)
                .join(', ')
                .slice(0, 200),
            }),
          },
        ]
      : []),
  ];
  if (errors.length > 0) return { errors };
  return {
    step: { step: 'publish', title, body: text, answer, topic: topicById(app, typedText(body, 'thema'))?.id },
  };
}

function readNewArticle(request: Request): Read {
  const { article, errors } = readArticle(request);
  const id = slugOf(typedText(request.body, 'titel-de'));
  const t = questionsTexts(request.language);
  const all =
    id === '' && errors.length === 0 ? [{ fieldId: 'titel-de', message: t('form.missing') }] : errors;
  return all.length > 0 ? { errors: all } : { step: { step: 'article', article: { ...article, id } } };
}

/** Title and text in four languages; German is needed, another one is whole or missing. */
export function readArticle(request: Request): { article: WrittenArticle; errors: FormError[] } {
  const { app, body, language } = request;
  const t = questionsTexts(language);
  const errors: FormError[] = [];
  const read = (each: Language) => {
    const title = typedText(body, `titel-${each}`).replace(/\s+/g, ' ');
    const text = typedText(body, `text-${each}`);
    if (each !== 'de' && title === '' && text === '') return undefined;
    errors.push(
      ...textErrors(request, `titel-${each}`, longestArticle.title),
      ...textErrors(request, `text-${each}`, longestArticle.text),
    );
    return { title, text };
  };
  const texts = Object.fromEntries(
    languages.flatMap((each) => {
      const found = read(each);
      return found ? [[each, found]] : [];
    }),
  ) as unknown as ArticleTexts;
  const services = typedText(body, 'leistungen')
    .split(/[\s,]+/)
    .map((each) => each.replace(/^.*\/leistungen\//, ''))
    .filter((each) => each !== '');
  const unknown = services.filter((each) => !offerById(app, each));
  if (unknown.length > 0 || services.length > 10)
    errors.push({
      fieldId: 'leistungen',
      message: t('staff.serviceWrong', { services: unknown.join(', ').slice(0, 100) }),
    });
  const topic = topicById(app, typedText(body, 'wissensthema'))?.id;
  const article = {
    texts,
    services: [...new Set(services)],
    topics: topic === undefined ? [] : [topic],
    unverified: typedTexts(body, 'ungeprueft').includes('yes'),
  };
  return { article, errors };
}
