// /mitreden/:id/fassungen: any two versions of a text beside each other, with the contributions that the later one takes up.
import type { VNode } from 'preact';
import { page } from '../../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../../kernel/http/route.ts';
import { everyone } from '../../../../kernel/permission.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  Form,
  Quiet,
  Rows,
  State,
  TextChange,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../../ui/index.ts';
import { unitName } from '../../../organisation/index.ts';
import { authorWords, crumbsOf } from '../../pages/contribution-rows.tsx';
import type { Process } from '../../process.ts';
import { processById } from '../../queries/processes.ts';
import { compareVersions, type ParagraphChange } from './compare.ts';
import { consultationTexts } from './consultation-texts.ts';
import { takenUp, type TakenUp } from './taken-up.ts';
import { latest, namedVersion, versionsOf, type TextVersion } from './versions.ts';

async function show(request: Request): Promise<Reply> {
  const { app, params, query, language } = request;
  const process = processById(app, params['id'], 'consultation');
  const versions = await versionsOf(app, process.id);
  const t = consultationTexts(language);
  const to = namedVersion(versions, query['bis'] ?? '');
  const before = String(Math.max(1, to.number - 1));
  const from = namedVersion(versions, query['von'] ?? before);
  return page(request, {
    title: `${t('versions.title')}: ${process.title[language]}`,
    indexed: true,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('versions.title')}
          lead={t('versions.lead')}
          crumbs={crumbsOf(request, process)}
        />
        {versions.length === 1 ? (
          <Quiet>{t('versions.one')}</Quiet>
        ) : (
          <>
            <Band
              id="vergleich"
              title={t('versions.between', { from: from.name[language], to: to.name[language] })}
            >
              <Chooser request={request} process={process} versions={versions} from={from} to={to} />
            </Band>
            <Changes
              request={request}
              process={process}
              {...{ from, to }}
              taken={await takenUp(app, process.id, from.number, to.number)}
            />
          </>
        )}
        <Band id="alle" title={t('versions.all')} last>
          <Rows
            kind="two"
            items={versions.map(({ number, name, publishedAt, unit }) => ({
              title: name[language],
              text: [
                t('versions.published', { day: formatDate(swissDay(publishedAt), language) }),
                ...(unit === null ? [] : [unitName(app, unit, language)]),
              ].join(', '),
              act:
                number === latest(versions).number ? <State tone="success">{t('versions.now')}</State> : null,
            }))}
          />
        </Band>
      </Wrap>
    ),
  });
}

function Chooser({
  request: { language },
  process,
  versions,
  from,
  to,
}: {
  request: Request;
  process: Process;
  versions: readonly TextVersion[];
  from: TextVersion;
  to: TextVersion;
}): VNode {
  const t = consultationTexts(language);
  const labels = uiLabels(language);
  const options = versions.map(({ number, name }) => ({ value: String(number), label: name[language] }));
  return (
    <Form plain method="get" action={`/mitreden/${process.id}/fassungen`} label={t('versions.title')}>
      <Choice
        {...{ labels, options, as: 'select', id: 'von', name: 'von' }}
        label={t('versions.from')}
        value={String(from.number)}
      />
      <Choice
        {...{ labels, options, as: 'select', id: 'bis', name: 'bis' }}
        label={t('versions.to')}
        value={String(to.number)}
      />
      <Buttons>
        <Button variant="secondary">{t('versions.compare')}</Button>
      </Buttons>
    </Form>
  );
}

function Changes({
  request,
  process,
  from,
  to,
  taken,
}: {
  request: Request;
  process: Process;
  from: TextVersion;
  to: TextVersion;
  taken: readonly TakenUp[];
}): VNode {
  const { language } = request;
  const t = consultationTexts(language);
  const changes = compareVersions(from, to);
  const same = changes.filter(({ changed }) => !changed);
  const numbers = new Intl.ListFormat(language).format(same.map(({ after }) => after?.number ?? ''));
  return (
    <>
      {same.length === changes.length ? <p>{t('versions.same')}</p> : null}
      {changes
        .filter(({ changed }) => changed)
        .map((change) => (
          <Changed
            key={change.id}
            request={request}
            process={process}
            change={change}
            taken={taken.filter(({ anchor }) => anchor === change.id)}
          />
        ))}
      {same.length > 0 && same.length < changes.length ? (
        <Quiet>{t('versions.unchanged', { count: same.length, numbers })}</Quiet>
      ) : null}
    </>
  );
}

function Changed({
  request,
  process,
  change: { id, before, after },
  taken,
}: {
  request: Request;
  process: Process;
  change: ParagraphChange;
  taken: readonly TakenUp[];
}): VNode {
  const { language } = request;
  const t = consultationTexts(language);
  const words = { gone: t('change.gone'), added: t('change.new') };
  const heading = (each: typeof before) => (each ? `${each.number} ${each.title[language]}` : '');
  const kind = before ? (after ? 'changed' : 'gone') : 'new';
  return (
    <Band id={id} title={heading(after ?? before)}>
      <p>
        <State tone={{ changed: 'info', gone: 'warning', new: 'success' }[kind] as 'info'}>
          {t(`versions.${kind}`)}
        </State>
      </p>
      {before && after && heading(before) !== heading(after) ? (
        <TextChange before={heading(before)} after={heading(after)} {...words} />
      ) : null}
      <TextChange before={before?.text[language] ?? ''} after={after?.text[language] ?? ''} {...words} />
      {taken.length === 0 ? null : (
        <div class="prose stack">
          <p>{t('versions.taken')}</p>
          <ul>
            {taken.map((each) => (
              <li key={each.id}>
                <a href={`/mitreden/${process.id}/beitraege/${each.id}`}>
                  {t('versions.takenItem', {
                    act: process.acts[each.act]?.name[language] ?? each.act,
                    who: authorWords(language, each),
                  })}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Band>
  );
}

export const compareRoute: Route = {
  method: 'GET',
  url: '/mitreden/:id/fassungen',
  may: everyone,
  kind: 'page',
  summary: 'Two versions of a text, paragraph by paragraph, with what was taken up (von, bis)',
  handle: show,
};
