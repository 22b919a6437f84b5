// /mitreden/:id/pruefen: statements that wait, oldest first; one press publishes one or keeps it out.
import { Fault } from '../../../../kernel/errors.ts';
import { page } from '../../../../kernel/http/page.tsx';
import { seeOther } from '../../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../../kernel/http/route.ts';
import { isUuid } from '../../../../kernel/uuid.ts';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  Form,
  Rows,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../../ui/index.ts';
import { typedText } from '../../pages/contribute-form.tsx';
import { participationTexts } from '../../participation-texts.ts';
import { moderate } from '../../permissions.ts';
import { processById } from '../../queries/processes.ts';
import { deliberationTexts } from './deliberation-texts.ts';
import { decideStatement, waitingStatements } from './moderate.ts';

const address = '/mitreden/:id/pruefen';

function staffOf({ actor }: Request) {
  if (actor.kind !== 'staff') throw new Error('The route lets only staff in');
  return actor;
}

async function show(request: Request): Promise<Reply> {
  const { app, language, params, csrf } = request;
  const process = processById(app, params['id'], 'deliberation');
  const t = deliberationTexts(language);
  const waiting = await waitingStatements(app, staffOf(request), process);
  return page(request, {
    title: t('moderate.title'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('moderate.title')}
          lead={t('moderate.lead')}
          crumbs={[
            { label: participationTexts(language)('list.title'), href: '/mitreden' },
            { label: process.title[language], href: `/mitreden/${process.id}` },
          ]}
        />
        <Band id="aussagen" title={t('moderate.waiting')} last>
          {waiting.length === 0 ? (
            <EmptyState text={t('moderate.none')} />
          ) : (
            <Rows
              items={waiting.map(({ id, text, language: written, at }) => ({
                when: formatDate(swissDay(at), language, 'day'),
                title: <span lang={written}>{text}</span>,
                children: (
                  <Form
                    plain
                    action={`/mitreden/${process.id}/pruefen`}
                    hidden={{ _csrf: csrf, aussage: id }}
                    label={text}
                  >
                    <Buttons>
                      <Button name="entscheid" value="zeigen" variant="secondary" hidden={text}>
                        {t('moderate.publish')}
                      </Button>
                      <Button name="entscheid" value="weglassen" variant="quiet" hidden={text}>
                        {t('moderate.hide')}
                      </Button>
                    </Buttons>
                  </Form>
                ),
              }))}
            />
          )}
        </Band>
      </Wrap>
    ),
  });
}

async function send(request: Request): Promise<Reply> {
  const { app, body, params } = request;
  const process = processById(app, params['id'], 'deliberation');
  const [id, decision] = [typedText(body, 'aussage'), typedText(body, 'entscheid')];
  if (!isUuid(id) || !['zeigen', 'weglassen'].includes(decision)) throw new Fault('NOT_FOUND');
  await decideStatement(app, staffOf(request), { process, id, publish: decision === 'zeigen' });
  return seeOther(`/mitreden/${process.id}/pruefen`);
}

export const moderateRoutes: Route[] = [
  {
    method: 'GET',
    url: address,
    may: moderate,
    kind: 'page',
    summary: 'Statements of a deliberation that wait to be looked at',
    handle: show,
  },
  {
    method: 'POST',
    url: address,
    may: moderate,
    kind: 'form',
    summary: 'Publishes a statement or keeps it out',
    handle: send,
  },
];
