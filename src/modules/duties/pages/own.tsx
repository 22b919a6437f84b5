// /konto/pflichten: the duties of the account, what is done of them, what is known, reminders and the calendar.
import type { VNode } from 'preact';
import type { Facts } from '../../../engine/index.ts';
import type { PersonActor } from '../../../kernel/actor.ts';
import { ownData } from '../../../kernel/audit/personal-data.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { transact } from '../../../kernel/transaction.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  EmptyState,
  Form,
  MoreLink,
  Notice,
  Quiet,
  Rows,
  Stack,
  State,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import { dutiesOf, RollNote } from '../../catalogue/index.ts';
import { dutiesTexts } from '../duties-texts.ts';
import { mayAll, seeOwnDuties } from '../permissions.ts';
import { settingOf, type Setting } from '../queries/due-soon.ts';
import { fulfilling, keptDuties, occurrenceOf, type KeptDuty } from '../queries/own-duties.ts';
import { factsOfRegisters, statedFacts, type RegisterFacts } from '../queries/own-facts.ts';
import { ToService, dutyRow } from './duty-row.tsx';

/** @throws Fault SIGN_IN_REQUIRED for anyone else */
export function personOf({ actor }: Request): PersonActor {
  if (actor.kind !== 'person') throw new Fault('SIGN_IN_REQUIRED');
  return actor;
}

export interface OwnView {
  registers: RegisterFacts;
  stated: Facts;
  facts: Facts;
  duties: KeptDuty[];
  setting: Setting | undefined;
}

/** Registers, facts and cases, with the look logged: of registers always, of the rest where somebody acts for the person. */
export async function ownView(request: Request): Promise<OwnView> {
  const { app } = request;
  const actor = personOf(request);
  const registers = await factsOfRegisters(app, actor);
  const stated = await ownData(app, actor, (db) => statedFacts(app, db, actor.id));
  const facts = { ...registers.facts, ...stated };
  const submitted = await fulfilling(app, actor, facts);
  return transact(app, actor, async (tx) => {
    if (actor.acting)
      await tx.recordAccess({ kind: 'read', subject: actor.id, fields: ['duties'], purpose: 'duties' });
    else tx.ownData();
    if (registers.access) await tx.recordAccess(registers.access);
    return {
      registers,
      stated,
      facts,
      duties: await keptDuties(app, tx.db, actor, facts, submitted),
      setting: await settingOf(tx.db, actor.id),
    };
  });
}

const told = ['factsSaved', 'remindSaved', 'calendarRevoked', 'markedDone', 'markedOpen'] as const;
const toldText = {
  factsSaved: 'own.factsSaved',
  remindSaved: 'remind.saved',
  calendarRevoked: 'calendar.revoked',
  markedDone: 'marked.done',
  markedOpen: 'marked.open',
} as const;

async function show(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const actor = personOf(request);
  const t = dutiesTexts(language);
  const view = await ownView(request);
  const open = view.duties.filter(({ done }) => !done);
  const done = view.duties.filter((each) => each.done);
  const said = told.find((each) => query['gut'] === each);
  const title = actor.acting ? t('own.titleOf', { name: actor.name }) : t('own.title');
  return page(request, {
    title,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          lead={t(mayAll(actor) ? 'own.lead' : actor.acting?.byLaw ? 'own.leadByLaw' : 'own.leadActing')}
          crumbs={[{ label: t('account'), href: '/konto' }]}
        />
        {said ? <Notice tone="success" role="status" title={t(toldText[said])} /> : null}
        {view.registers.silent ? <Notice tone="warning" title={t('own.factsSilent')} /> : null}
        {view.registers.unsure ? (
          <Notice tone="info" title={t('own.notSure')}>
            <p>
              <a href="/konto/register">{t('own.surer')}</a>
            </p>
          </Notice>
        ) : null}
        <Band id="offen" title={t('own.open')}>
          {open.length === 0 ? <EmptyState text={t('own.openEmpty')} /> : null}
          <Rows
            items={open.map((each) =>
              dutyRow({ app, language }, each, view.facts, <Acts request={request} own={each} />),
            )}
          />
          <RollNote rules={open.map(({ duty }) => duty)} language={language} />
        </Band>
        {done.length > 0 ? (
          <Band id="erledigt" title={t('own.done')}>
            <Rows items={done.map((each) => doneRow(request, each))} />
          </Band>
        ) : null}
        {mayAll(actor) ? <Known request={request} view={view} /> : null}
        {actor.acting ? null : (
          <>
            <Reminders request={request} view={view} />
            <Calendar request={request} view={view} />
          </>
        )}
      </Wrap>
    ),
  });
}

function Acts({ request, own }: { request: Request; own: KeptDuty }): VNode {
  const { app, language } = request;
  return (
    <Stack small>
      <ToService context={{ app, language }} duty={own.duty} />
      <Mark request={request} own={own} />
    </Stack>
  );
}

function Mark({ request: { language, csrf }, own }: { request: Request; own: KeptDuty }): VNode {
  const t = dutiesTexts(language);
  return (
    <Form
      plain
      action="/konto/pflichten/abhaken"
      hidden={{
        _csrf: csrf,
        duty: own.duty.id,
        occurrence: occurrenceOf(own),
        done: own.done ? 'no' : 'yes',
      }}
    >
      <Button variant="secondary" hidden={own.duty.title[language]}>
        {t(own.done ? 'own.markOpen' : 'own.markDone')}
      </Button>
    </Form>
  );
}

function doneRow(request: Request, own: KeptDuty) {
  const { language } = request;
  const t = dutiesTexts(language);
  const { done, due } = own;
  if (!done) throw new Error(`${own.duty.id} is not done`);
  const day = formatDate(done.day, language);
  return {
    when: due ? formatDate(due.day, language) : '',
    title: own.duty.title[language],
    ...(done.by === 'case' ? { href: `/faelle/${done.ref}` } : {}),
    text: <State tone="success">{t(done.by === 'case' ? 'own.doneCase' : 'own.doneHand', { day })}</State>,
    ...(done.by === 'hand' ? { act: <Mark request={request} own={own} /> } : {}),
  };
}

interface BandProps {
  request: Request;
  view: OwnView;
}

function Known({ request: { app, language }, view }: BandProps): VNode {
  const t = dutiesTexts(language);
  const { facts: asked } = dutiesOf.of(app);
  const labels = (facts: Facts) =>
    asked.filter(({ id }) => facts[id] === true).map(({ label }) => label[language]);
  const registered = labels(view.registers.facts);
  const stated = labels(view.stated);
  return (
    <Band id="angaben" title={t('own.facts')} note={t('own.factsNote')}>
      <Stack>
        {registered.length + stated.length === 0 ? <p>{t('own.noFacts')}</p> : null}
        {registered.length > 0 ? <p>{t('own.fromRegister', { facts: registered.join('; ') })}</p> : null}
        {stated.length > 0 ? <p>{t('own.stated', { facts: stated.join('; ') })}</p> : null}
        <p>
          <MoreLink label={t('own.factsOpen')} href="/konto/pflichten/angaben" />
        </p>
      </Stack>
    </Band>
  );
}

export const reminderDays = [3, 7, 14, 30] as const;

function Reminders({ request, view }: BandProps): VNode {
  const { language, csrf } = request;
  const { email } = personOf(request);
  const t = dutiesTexts(language);
  return (
    <Band id="erinnern" title={t('remind.title')} note={t('remind.note')}>
      {email === undefined ? (
        <EmptyState text={t('remind.noMail')} />
      ) : (
        <Form plain action="/konto/pflichten/erinnern" hidden={{ _csrf: csrf }}>
          <Choice
            labels={uiLabels(language)}
            id="days"
            name="days"
            label={t('remind.when', { email })}
            value={String(view.setting?.remindDays ?? 'never')}
            options={[
              { value: 'never', label: t('remind.never') },
              ...reminderDays.map((days) => ({ value: String(days), label: t('remind.days', { days }) })),
            ]}
          />
          <Buttons>
            <Button variant="secondary">{t('remind.save')}</Button>
          </Buttons>
        </Form>
      )}
    </Band>
  );
}

function Calendar({ request: { language, csrf }, view }: BandProps): VNode {
  const t = dutiesTexts(language);
  const madeAt = view.setting?.calendarMadeAt;
  return (
    <Band id="kalender" title={t('calendar.title')} note={t('calendar.note')} last>
      <Stack>
        <p>
          {madeAt ? t('calendar.since', { day: formatDate(swissDay(madeAt), language) }) : t('calendar.none')}
        </p>
        <Form plain action="/konto/pflichten/kalender" hidden={{ _csrf: csrf }}>
          <Buttons>
            <Button variant="secondary">{t(madeAt ? 'calendar.renew' : 'calendar.make')}</Button>
            {madeAt ? (
              <Button variant="quiet" formAction="/konto/pflichten/kalender/aufheben">
                {t('calendar.revoke')}
              </Button>
            ) : null}
          </Buttons>
        </Form>
        {madeAt ? <Quiet>{t('calendar.renewNote')}</Quiet> : null}
      </Stack>
    </Band>
  );
}

export const ownDutiesRoute: Route = {
  method: 'GET',
  url: '/konto/pflichten',
  may: seeOwnDuties,
  acting: 'covered',
  kind: 'page',
  summary: 'My duties: what is to do by when, what is done, reminders, calendar',
  handle: show,
};
