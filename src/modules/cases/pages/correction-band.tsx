// «Angabe wurde berichtigt»: what the case was sent with, what the register says now, and for staff what follows from it.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  Choice,
  Facts,
  Form,
  LongTextField,
  Notice,
  Stack,
  formatDate,
  uiLabels,
} from '../../../ui/index.ts';
import { fieldText } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import { contextOf } from '../../catalogue/index.ts';
import { dataTexts } from '../../data/index.ts';
import { settleCorrection } from '../actions/settle-correction.ts';
import { caseTexts } from '../case-texts.ts';
import { handleCase, rightsOf, seeWorklist } from '../permissions.ts';
import { isReference } from '../reference.ts';
import type { CaseView } from '../queries/case-view.ts';
import type { CorrectedValue } from '../queries/corrected-values.ts';
import { dayOf } from './case-parts.tsx';

interface Props {
  request: Request;
  view: CaseView;
}

export function CorrectionBand({ request, view }: Props): VNode | null {
  const { language } = request;
  const t = caseTexts(language);
  if (view.corrected.length === 0) return null;
  // Only who may act on the case says what follows.
  const settles = handleCase.allows(
    request.actor,
    rightsOf(request.app, view.matter, view.standing),
    request.app,
  );
  const numbers = [...new Set(view.corrected.map(({ correction }) => correction))];
  return (
    <Band id="berichtigt" title={t('corrected.title')}>
      {numbers.map((correction) => {
        const values = view.corrected.filter((each) => each.correction === correction);
        return <One key={correction} request={request} view={view} values={values} settles={settles} />;
      })}
    </Band>
  );
}

function One({
  request,
  view,
  values,
  settles,
}: Props & { values: CorrectedValue[]; settles: boolean }): VNode | null {
  const { language } = request;
  const t = caseTexts(language);
  const [first] = values;
  if (!first) return null;
  const { settled, decided, differs } = first;
  const day = (each: string) => formatDate(each, language);
  return (
    <Stack>
      <p>{t(view.asStaff ? 'corrected.textStaff' : 'corrected.text', { day: day(first.asOf) })}</p>
      {values.map((each) => (
        <Facts
          key={each.pointer}
          small
          items={[
            {
              term: t('corrected.was', { field: labelOf(view, each.pointer, language) }),
              value: textOf(request, view, each.pointer, each.was),
              source: sourceOf(view, each.pointer, each.wasAsOf, language),
            },
            {
              term: t('corrected.is'),
              value: textOf(request, view, each.pointer, each.value),
              source: sourceOf(view, each.pointer, each.asOf, language),
            },
          ]}
        />
      ))}
      {settled === null ? null : (
        <p>{t(`corrected.${settled.how}`, { day: formatDate(dayOf(settled.at), language) })}</p>
      )}
      {settled === null && !view.asStaff ? (
        <p>{t(decided ? 'corrected.waits' : 'corrected.goesOn')}</p>
      ) : null}
      {settled === null && view.asStaff ? (
        <>
          {decided ? (
            <Notice tone="warning" level={3} title={t('corrected.decided')}>
              {t(differs ? 'corrected.differs' : 'corrected.same')}
            </Notice>
          ) : (
            <p>{t(differs ? 'corrected.differs' : 'corrected.same')}</p>
          )}
          {settles ? (
            <Settle request={request} view={view} correction={first.correction} decided={decided} />
          ) : null}
        </>
      ) : null}
    </Stack>
  );
}

interface SettleProps extends Props {
  correction: string;
  decided: boolean;
}

function Settle({ request, view, correction, decided }: SettleProps): VNode {
  const { language, csrf } = request;
  const t = caseTexts(language);
  const labels = uiLabels(language);
  const missing = request.query['berichtigt'] === 'fehlt';
  return (
    <Form
      plain
      action={`/faelle/${view.matter.ref}/berichtigt`}
      hidden={{ _csrf: csrf, berichtigung: correction }}
      label={t('corrected.settle')}
    >
      <Choice
        labels={labels}
        id={`folge-${correction}`}
        name="folge"
        label={t('corrected.settle')}
        value={undefined}
        error={missing ? t('input.choose') : undefined}
        options={[
          { value: 'stands', label: t(decided ? 'corrected.chooseStands' : 'corrected.chooseKeep') },
          { value: 'again', label: t(decided ? 'corrected.chooseAgain' : 'corrected.chooseTake') },
        ]}
      />
      <LongTextField
        labels={labels}
        id={`grund-${correction}`}
        name="grund"
        label={t('corrected.note')}
        hint={t('corrected.noteHint')}
        optional
        maxLength={2000}
        value=""
      />
      <Buttons>
        <Button variant="secondary">{t('corrected.save')}</Button>
      </Buttons>
    </Form>
  );
}

function fieldOf({ definition }: CaseView, pointer: string) {
  return definition.pages
    .flatMap((page) => (page.repeat ? [] : page.fields))
    .find(({ id }) => `/${id}` === pointer);
}

const labelOf = (view: CaseView, pointer: string, language: Request['language']): string =>
  view.definition.texts[language][`fields.${pointer.slice(1)}.label`] ?? pointer.slice(1);

function textOf({ app, language }: Request, view: CaseView, pointer: string, value: unknown): string {
  const field = fieldOf(view, pointer);
  const { lists } = contextOf(app, view.definition);
  const text =
    field === undefined || value === null ? '' : fieldText(view.definition, field, value, language, lists);
  return text === '' ? uiLabels(language).form.noAnswer : text;
}

function sourceOf(
  { matter }: CaseView,
  pointer: string,
  asOf: string,
  language: Request['language'],
): string | undefined {
  const d = dataTexts(language);
  const origin = matter.origins[pointer];
  return (
    origin && d('source', { register: d(`register.${origin.register}`), date: formatDate(asOf, language) })
  );
}

async function settle(request: Request): Promise<Reply> {
  const { app, actor, params } = request;
  const body = (request.body ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  const ref = params['ref'] ?? '';
  const correction = text('berichtigung');
  if (actor.kind !== 'staff' || !isReference(ref) || !isUuid(correction)) throw new Fault('NOT_FOUND');
  const how = text('folge');
  if (how !== 'stands' && how !== 'again') return seeOther(`/faelle/${ref}?berichtigt=fehlt#berichtigt`);
  const note = text('grund').replaceAll('\u0000', '').trim().slice(0, 2000);
  await settleCorrection(app, actor, { ref, correction, how, note });
  return seeOther(`/faelle/${ref}#berichtigt`);
}

export const correctionRoute: Route = {
  method: 'POST',
  url: '/faelle/:ref/berichtigt',
  may: seeWorklist,
  kind: 'form',
  summary: 'Says what a corrected value means for a case',
  handle: settle,
};
