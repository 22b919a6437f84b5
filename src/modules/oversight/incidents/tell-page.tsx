// /aufsicht/vorfaelle/:id/informieren: whom the notice of a breach reaches and what it says in every language, before it is sent for good.
import { countAffected } from '../../../kernel/audit/affected-persons.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { languages } from '../../../kernel/i18n/texts.ts';
import { transact } from '../../../kernel/transaction.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { Band, Button, Buttons, Form, Notice, PlainText, Top, Wrap, uiLabels } from '../../../ui/index.ts';
import { accountNames } from '../../identity/index.ts';
import { oversightTexts } from '../oversight-texts.ts';
import { oversee } from '../permissions.ts';
import { AffectedTable, listAffected, looksAtListed } from './affected-list.tsx';
import { exposedUses } from './exposed-uses.ts';
import type { Incident } from './incident.ts';
import { incidentById } from './load-incidents.ts';
import { noticeText } from './notice-text.ts';
import { looksAtActor } from './record-incident.ts';

/** So many are named here; all of them are on the list. */
const named = 20;

async function show(request: Request): Promise<Reply> {
  const { app, actor, language, params, csrf } = request;
  const id = params['id'] ?? '';
  if (!isUuid(id)) throw new Fault('NOT_FOUND');
  const now = app.clock.now();
  const { incident, persons, shown, names } = await transact(app, actor, async (tx) => {
    const found = await incidentById(tx.db, id);
    if (!found) {
      await tx.recordAccess();
      throw new Fault('NOT_FOUND');
    }
    const open = found.confirmedAt === null && found.closedAt === null;
    const uses = open ? await exposedUses(tx.db, found, now) : undefined;
    const first = open ? await listAffected(tx, found, { after: undefined, limit: named }) : [];
    await tx.recordAccess(...looksAtActor(found), ...looksAtListed(first));
    return {
      incident: found,
      persons: uses ? (await countAffected(tx.db, uses)).persons : 0,
      shown: first,
      names: await accountNames(
        app,
        first.map(({ subject }) => subject),
      ),
    };
  });
  const back = `/aufsicht/vorfaelle/${id}`;
  // Told already, closed, or nobody: that page says which.
  if (persons === 0) return seeOther(back);
  const t = oversightTexts(language);
  return page(request, {
    title: t('breach.tell'),
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('breach.tell')}
          lead={t('breach.tell.lead')}
          crumbs={[
            { label: t('oversight.title'), href: '/aufsicht' },
            { label: t('breach.title'), href: '/aufsicht/vorfaelle' },
            { label: t('breach.one'), href: back },
          ]}
          tight
        />
        <Band id="wen" title={t('breach.tell.whom')} note={t('breach.affected.lead')}>
          <div class="stack">
            <p>
              <b>{t('breach.tell.count', { persons })}</b>
            </p>
            <AffectedTable language={language} shown={shown} names={names} />
            {persons > shown.length ? (
              <p>
                <a href={`${back}/betroffene`}>{t('breach.tell.all', { persons })}</a>
              </p>
            ) : null}
          </div>
        </Band>
        <Band id="mitteilung" title={t('breach.tell.notices')} note={t('breach.preview')}>
          <div class="stack">
            {languages.map((each) => (
              <section key={each} aria-labelledby={`in-${each}`}>
                <h3 id={`in-${each}`}>{t(`breach.language.${each}`)}</h3>
                <PlainText
                  lang={each}
                  text={noticeText(sample(incident, now), incident.advice, each)}
                  breaks
                />
              </section>
            ))}
          </div>
        </Band>
        <Band id="bestaetigen" title={t('breach.tell.confirm')} last>
          <Form
            plain
            action={back}
            hidden={{
              _csrf: csrf,
              revision: String(incident.revision),
              do: 'confirm',
              persons: String(persons),
            }}
          >
            <div class="stack">
              <Notice tone="warning" level={3} title={t('breach.tell.final')} />
              <Buttons>
                <Button>{t('breach.confirm', { persons })}</Button>
                <a href={back}>{t('cancel')}</a>
              </Buttons>
            </div>
          </Form>
        </Band>
      </Wrap>
    ),
  });
}

/** As somebody would read it whose data were used over the whole time. */
const sample = ({ fields, from, until }: Incident, now: Date) => ({
  fields: fields.length > 0 ? fields : ['name', 'address'],
  uses: 2,
  firstAt: from,
  lastAt: until ?? now,
});

export const tellRoute: Route = {
  method: 'GET',
  url: '/aufsicht/vorfaelle/:id/informieren',
  may: oversee,
  kind: 'page',
  summary:
    'Whom the notice of a breach reaches and what it says, before the officer confirms; the look is logged for those shown',
  handle: show,
};
