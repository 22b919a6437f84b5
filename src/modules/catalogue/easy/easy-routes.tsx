// `/leicht`: the home page, the life events and the main services in easy language.
import type { VNode } from 'preact';
import type { ServiceDefinition } from '../../../engine/index.ts';
import { Button, Events } from '../../../ui/index.ts';
import type { App } from '../../../kernel/app.ts';
import { Fault } from '../../../kernel/errors.ts';
import type { Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { offerById } from '../queries/offers.ts';
import { serviceById } from '../queries/services.ts';
import { easyPage, Lines, Points } from './easy-page.tsx';
import { easyAddress, easyState, type EasyEvent, type EasyTexts } from './easy-text.ts';

const easyRoute = (url: string, summary: string, handle: Route['handle']): Route => ({
  method: 'GET',
  url,
  may: everyone,
  kind: 'page',
  summary,
  shared: true,
  handle,
});

/** @throws NOT_FOUND in a canton without easy language */
function textsOf({ app }: Request): EasyTexts {
  const texts = easyState(app);
  if (!texts) throw new Fault('NOT_FOUND');
  return texts;
}

const home = easyRoute('/leicht', 'The home page in easy language', (request) => {
  const texts = textsOf(request);
  const { title, lead, sections, words } = texts.home;
  const list = (kind: 'events' | 'services') => (
    <Events
      items={[...texts[kind]].map(([id, each]) => ({
        label: each.title,
        href: easyAddress(request.app, kind, id) ?? '',
      }))}
    />
  );
  return easyPage(request, texts, {
    title,
    lead,
    words,
    full: '/',
    home: true,
    bands: [
      { id: 'lebenslagen', title: 'Was ist bei Ihnen los?', content: list('events') },
      { id: 'leistungen', title: 'Das können Sie hier machen', content: list('services') },
      ...sections.map(({ title: heading, lines, link }, index) => ({
        id: `abschnitt-${index + 1}`,
        title: heading,
        content: (
          <>
            <Points lines={lines} />
            {link ? (
              <p>
                <a href={link.href}>{link.label}</a>
              </p>
            ) : null}
          </>
        ),
      })),
    ],
  });
});

const lifeEvent = easyRoute('/leicht/lebenslagen/:id', 'A life event in easy language', (request) => {
  const texts = textsOf(request);
  const id = request.params['id'] ?? '';
  const event = texts.events.get(id);
  if (!event) throw new Fault('NOT_FOUND');
  return easyPage(request, texts, {
    title: event.title,
    lead: event.about,
    words: event.words,
    full: `/lebenslagen/${id}`,
    bands: [
      { id: 'schritte', title: 'Das müssen Sie tun', content: <Steps app={request.app} event={event} /> },
    ],
  });
});

function Steps({ app, event }: { app: App; event: EasyEvent }): VNode {
  return (
    <ol class="stack">
      {event.steps.map(({ lines, service }) => (
        <li key={lines[0]}>
          <Lines lines={lines} />
          {service === undefined ? null : <Way app={app} service={service} />}
        </li>
      ))}
    </ol>
  );
}

/** To the service in easy language where there is one; else to its page, and it is said that the page is hard to read. */
function Way({ app, service }: { app: App; service: string }): VNode {
  const easy = easyAddress(app, 'services', service);
  const title = easy ? easyState(app)?.services.get(service)?.title : offerById(app, service)?.title.de;
  return (
    <p>
      <a href={easy ?? `/leistungen/${service}`}>{title}</a>
      {easy ? null : ' (schwere Sprache)'}
    </p>
  );
}

const service = easyRoute('/leicht/leistungen/:id', 'A service in easy language', (request) => {
  const texts = textsOf(request);
  const id = request.params['id'] ?? '';
  const easy = texts.services.get(id);
  const definition = serviceById(request.app, id);
  if (!easy || !definition) throw new Fault('NOT_FOUND');
  const { about, who, steps, good } = easy;
  return easyPage(request, texts, {
    title: easy.title,
    lead: about,
    words: [...new Set([...easy.words, 'konto', 'formular', 'entscheid', ...remedy(definition).words])],
    full: `/leistungen/${id}`,
    bands: [
      { id: 'wer', title: 'Für wen ist das?', content: <Points lines={who} /> },
      {
        id: 'wie',
        title: 'So geht es',
        content: (
          <>
            <Points lines={[...signIn(definition), ...steps]} />
            <p>
              <Button go href={`/leistungen/${id}/formular`}>
                Zum Formular
              </Button>
            </p>
          </>
        ),
      },
      { id: 'geld', title: 'Was kostet es?', content: <Points lines={cost(definition)} /> },
      { id: 'zeit', title: 'Wie lange dauert es?', content: <Points lines={time(definition)} /> },
      { id: 'antwort', title: 'Was sagt das Amt?', content: <Points lines={remedy(definition).lines} /> },
      ...(good ? [{ id: 'wichtig', title: 'Das ist wichtig', content: <Points lines={good} /> }] : []),
    ],
  });
});

/** What the definition says about signing in, in easy words. */
const signIn = ({ identity }: ServiceDefinition): string[] =>
  identity.signInFirst
    ? ['Zuerst melden Sie sich im Konto an.', 'Dann füllen Sie das Formular aus.']
    : ['Sie füllen das Formular aus.', 'Am Schluss melden Sie sich im Konto an.'];

/** What is not certain is an example, and is said to be one. */
const example = ({ unverified }: ServiceDefinition, part: string, line: string): string[] =>
  unverified?.some((each) => each === part || each.startsWith(`${part}.`)) ? [line] : [];

const cost = (service: ServiceDefinition): string[] => [
  ...(service.fees.length === 0
    ? ['Das Formular kostet nichts.']
    : ['Das kann Geld kosten.', 'Sie sehen den Preis vor dem Absenden.']),
  ...example(service, 'fees', 'Das ist nur ein Beispiel.'),
];

function time(service: ServiceDefinition): string[] {
  const { decideAtOnce, promise } = service.process;
  const days =
    promise.workingDays === 1 ? 'einen Arbeits·tag' : `ungefähr ${promise.workingDays} Arbeits·tage`;
  return [
    ...(decideAtOnce === undefined
      ? [`Die Antwort dauert ${days}.`]
      : ['Oft bekommen Sie die Antwort sofort.', `Sonst dauert es ${days}.`]),
    ...example(service, 'process.promise', 'Diese Zahl ist nur ein Beispiel.'),
  ];
}

/** How to disagree with the decision; ids of remedies begin with their kind. */
function remedy({ process }: ServiceDefinition): { lines: string[]; words: string[] } {
  const answer = ['Sie bekommen einen Entscheid in Ihr Konto.'];
  const kind = (['rekurs', 'einsprache'] as const).find((each) => process.remedy?.startsWith(each));
  if (!kind) return { lines: answer, words: [] };
  const name = kind === 'rekurs' ? 'Rekurs' : 'Ein·sprache';
  return {
    lines: [...answer, 'Sind Sie nicht ein·verstanden?', `Dann können Sie ${name} machen.`],
    words: [kind],
  };
}

export const easyRoutes: readonly Route[] = [home, lifeEvent, service];
