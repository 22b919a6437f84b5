// Petition: a request that anyone may support, no number is needed, and an answer is due. Never an initiative: nothing is voted on.
import { Type, type Static } from 'typebox';
import { LocalTextSchema } from '../../../../kernel/canton-file.ts';
import { sentId } from '../../../../kernel/http/form-id.ts';
import { page } from '../../../../kernel/http/page.tsx';
import { seeOther } from '../../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../../kernel/http/route.ts';
import { typedText } from '../../../../kernel/http/typed-text.ts';
import {
  Band,
  Button,
  Buttons,
  Declaration,
  Figures,
  Hints,
  Notice,
  PlainText,
  Quiet,
  Top,
  Wrap,
  formatDate,
  formatNumber,
  swissDay,
  uiLabels,
} from '../../../../ui/index.ts';
import { contribute } from '../../actions/contribute.ts';
import { demoPerson } from '../../demo-person.ts';
import { contributeForm, readTyped } from '../../pages/contribute-form.tsx';
import { forParticipants, participantOf } from '../../pages/participant-of.ts';
import { participationTexts } from '../../participation-texts.ts';
import { takesAt } from '../../phases.ts';
import { strict, type Process } from '../../process.ts';
import { processById } from '../../queries/processes.ts';
import { talliesOf } from '../../queries/published.ts';
import type { Kind } from '../kind.ts';
import { ownSupport } from './own-support.ts';

const PetitionPart = Type.Object(
  {
    /** Who asks. */
    from: LocalTextSchema,
    /** Whom they ask: the government or the parliament. */
    to: LocalTextSchema,
    text: LocalTextSchema,
  },
  strict,
);
const partOf = ({ part }: Process) => part as Static<typeof PetitionPart>;
const address = '/mitreden/:id/unterstuetzen';

async function supporters(request: Pick<Request, 'app'>, process: Process): Promise<number> {
  const tallies = await talliesOf(request.app, process.id);
  return tallies.find(({ act }) => act === 'support')?.count ?? 0;
}

async function bands(request: Request, process: Process) {
  const { app, language } = request;
  const t = participationTexts(language);
  const { from, to, text } = partOf(process);
  const count = await supporters(request, process);
  const since = await ownSupport(request, process);
  return [
    <Band key="bitte" id="bitte" title={t('petition.request')} note={t('petition.note')}>
      <Quiet>{t('petition.fromTo', { from: from[language], to: to[language] })}</Quiet>
      <PlainText text={text[language]} />
    </Band>,
    <Band key="unterstuetzung" id="unterstuetzung" title={t('petition.support')}>
      <Figures
        items={[{ value: formatNumber(count, language), text: t('petition.supporters', { count }) }]}
      />
      {since ? <Supported request={request} since={since} /> : null}
      {!since && takesAt(process.phases, 'support', app.clock.today()) ? (
        <Buttons>
          <Button go href={`/mitreden/${process.id}/unterstuetzen`}>
            {t('petition.go')}
          </Button>
        </Buttons>
      ) : null}
    </Band>,
  ];
}

/** Said instead of the form; whoever has an account finds it among all they have contributed. */
function Supported({ request: { actor, language }, since }: { request: Request; since: Date }) {
  const t = participationTexts(language);
  return (
    <>
      <Notice tone="info" title={t('petition.supported')}>
        {t('petition.supportedSince', { day: formatDate(swissDay(since), language) })}
      </Notice>
      {actor.kind === 'person' ? (
        <Hints links={[{ label: t('own.title'), href: '/konto/mitreden' }]} />
      ) : null}
    </>
  );
}

async function show(request: Request): Promise<Reply> {
  const { app, language, params } = request;
  const process = processById(app, params['id'], 'petition');
  const since = await ownSupport(request, process);
  if (!since) return form(request);
  const t = participationTexts(language);
  return page(request, {
    title: t('petition.supported'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('petition.go')}
          tight
          crumbs={[
            { label: t('list.title'), href: '/mitreden' },
            { label: process.title[language], href: `/mitreden/${process.id}` },
          ]}
        />
        <Supported request={request} since={since} />
      </Wrap>
    ),
  });
}

function form(request: Request, error?: string): Reply {
  const { language } = request;
  const process = processById(request.app, request.params['id'], 'petition');
  const t = participationTexts(language);
  return contributeForm(request, {
    process,
    title: t('petition.go'),
    action: `/mitreden/${process.id}/unterstuetzen`,
    send: t('petition.send'),
    typed: readTyped(request, process),
    errors: error === undefined ? [] : [{ fieldId: 'einverstanden', message: error }],
    unnamed: t('petition.unnamed'),
    children: [
      <PlainText text={partOf(process).text[language]} />,
      <Declaration
        labels={uiLabels(language)}
        id="einverstanden"
        name="einverstanden"
        label={t('petition.declare')}
        value={typedText(request.body, 'einverstanden') === 'yes'}
        error={error}
      />,
    ],
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, body, language, params } = request;
  const process = processById(app, params['id'], 'petition');
  if (typedText(body, 'einverstanden') !== 'yes')
    return form(request, participationTexts(language)('petition.declareMissing'));
  await contribute(app, await participantOf(request, process), {
    ...{ id: sentId(body), process, act: 'support', language },
    named: false,
  });
  return seeOther(`/mitreden/${process.id}?gesendet=1#unterstuetzung`);
}

const routes = forParticipants([
  {
    method: 'GET',
    url: address,
    kind: 'page',
    summary: 'Supports a petition: asks to confirm it',
    handle: show,
  },
  {
    method: 'POST',
    url: address,
    kind: 'form',
    summary: 'Supports a petition, once',
    perMinute: 30,
    handle: send,
  },
]);

export const petition: Kind = {
  id: 'petition',
  name: { de: 'Petition', fr: 'Pétition', it: 'Petizione', en: 'Petition' },
  schema: PetitionPart,
  acts: {
    support: {
      name: { de: 'Unterstützung', fr: 'Soutien', it: 'Sostegno', en: 'Support' },
      once: true,
      unlisted: true,
    },
  },
  bands,
  routes,
  searchText: (process, language) => partOf(process).text[language],
  result: async (app, process) => ({ supporters: await supporters({ app }, process) }),
  async seed(app, process) {
    for (const who of [
      'resident-anna',
      'resident-rosa',
      'resident-luis',
      'resident-paula',
      'resident-tom',
      'resident-emma',
    ]) {
      const person = await demoPerson(app, who);
      if (person) await contribute(app, person, { process, act: 'support', language: 'de', named: false });
    }
  },
};
