// /vorhaben/bearbeiten/:id/team: who works on an initiative; each look is in the access log of those who are shown.
import type { VNode } from 'preact';
import { textLength, typedText, type Typed } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { page } from '../../../kernel/http/page.tsx';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  ErrorSummary,
  Form,
  Rows,
  TextField,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { accountsOfUnit } from '../../identity/index.ts';
import { addMember, removeMember, teamOf, type Member } from '../actions/team.ts';
import type { Initiative } from '../initiative.ts';
import { initiativesTexts } from '../initiatives-texts.ts';
import { mayEdit, seeInitiatives } from '../permissions.ts';
import { initiativeById } from '../queries/initiatives.ts';
import { lineOf, typedOf } from './typed.ts';
import { shownTitle } from './words.tsx';

const longestTask = 120;

async function find({ app, params }: Request): Promise<Initiative> {
  const initiative = await initiativeById(app.db, params['id']);
  if (!initiative) throw new Fault('NOT_FOUND');
  return initiative;
}

async function show(
  request: Request,
  { typed = {}, errors = [] }: { typed?: Typed; errors?: readonly FormError[] } = {},
): Promise<Reply> {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const initiative = await find(request);
  const staff = staffOf(request);
  const team = await teamOf(app, staff, initiative.id);
  const may = mayEdit(app, staff, initiative.unit);
  return page(request, {
    title: t('team.title'),
    hasErrors: errors.length > 0,
    status: errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={t('team.title')}
          lead={t('team.lead')}
          crumbs={[
            { label: t('desk.title'), href: '/vorhaben/bearbeiten' },
            { label: shownTitle(initiative, language), href: `/vorhaben/bearbeiten/${initiative.id}` },
          ]}
          tight
        />
        <ErrorSummary labels={uiLabels(language)} errors={errors} />
        <Band id="team" title={t('team.members')} last={!may}>
          {team.length === 0 ? <p>{t('team.none')}</p> : null}
          <Rows
            items={team.map((member) => ({
              when: formatDate(swissDay(member.since), language, 'short'),
              title: member.name,
              text: member.task,
              ...(may || member.id === staff.id
                ? { act: <LeaveForm request={request} initiative={initiative} member={member} /> }
                : {}),
            }))}
          />
        </Band>
        {may ? (
          <Band id="neu" title={t('team.add')} last>
            <AddForm
              request={request}
              initiative={initiative}
              typed={typed}
              errors={errors}
              people={await candidates(request, initiative)}
            />
          </Band>
        ) : null}
      </Wrap>
    ),
  });
}

/** Colleagues of the units that take part. */
async function candidates({ app }: Request, { unit, partnerUnits }: Initiative) {
  const units = [...new Set([...(unit === '' ? [] : [unit]), ...partnerUnits])];
  const accounts = await Promise.all(units.map((each) => accountsOfUnit(app, each)));
  return accounts.flat().map(({ id, name }) => ({ value: id, label: name }));
}

function LeaveForm(props: { request: Request; initiative: Initiative; member: Member }): VNode {
  const { request, initiative, member } = props;
  const t = initiativesTexts(request.language);
  return (
    <Form
      plain
      action={`/vorhaben/bearbeiten/${initiative.id}/team`}
      label={`${t('team.remove')} ${member.name}`}
      hidden={{ _csrf: request.csrf, geht: member.id }}
    >
      <Button variant="quiet" hidden={member.name}>
        {t('team.remove')}
      </Button>
    </Form>
  );
}

function AddForm(props: {
  request: Request;
  initiative: Initiative;
  typed: Typed;
  errors: readonly FormError[];
  people: readonly { value: string; label: string }[];
}): VNode {
  const { request, initiative, typed, errors, people } = props;
  const t = initiativesTexts(request.language);
  const labels = uiLabels(request.language);
  if (people.length === 0) return <p>{t('team.noCandidates')}</p>;
  return (
    <Form
      plain
      action={`/vorhaben/bearbeiten/${initiative.id}/team`}
      label={t('team.add')}
      hidden={{ _csrf: request.csrf }}
    >
      <Choice
        labels={labels}
        as="select"
        id="person"
        name="person"
        label={t('team.person')}
        hint={t('team.personHint')}
        value={typedText(typed, 'person')}
        error={errorOf(errors, 'person')}
        options={people}
      />
      <TextField
        labels={labels}
        id="aufgabe"
        name="aufgabe"
        label={t('team.task')}
        maxLength={longestTask}
        value={typedText(typed, 'aufgabe')}
        error={errorOf(errors, 'aufgabe')}
      />
      <Buttons>
        <Button>{t('team.add')}</Button>
      </Buttons>
    </Form>
  );
}

async function change(request: Request): Promise<Reply> {
  const { app, language } = request;
  const t = initiativesTexts(language);
  const typed = typedOf(request);
  const initiative = await find(request);
  const staff = staffOf(request);
  const leaving = typedText(typed, 'geht');
  const back = `/vorhaben/bearbeiten/${initiative.id}/team`;
  if (isUuid(leaving)) {
    await removeMember(app, staff, { initiative: initiative.id, account: leaving });
    return seeOther(back);
  }
  if (!mayEdit(app, staff, initiative.unit)) throw new Fault('FORBIDDEN');
  const account = typedText(typed, 'person');
  const task = lineOf(typed, 'aufgabe');
  const people = await candidates(request, initiative);
  const errors = [
    ...(people.some(({ value }) => value === account)
      ? []
      : [{ fieldId: 'person', message: t('team.personWrong') }]),
    ...(task === '' || textLength(task) > longestTask
      ? [{ fieldId: 'aufgabe', message: t('team.taskWrong', { most: longestTask }) }]
      : []),
  ];
  if (errors.length > 0) return show(request, { typed, errors });
  await addMember(app, staff, { initiative: initiative.id, account, task });
  return seeOther(back);
}

const url = '/vorhaben/bearbeiten/:id/team';

export const teamRoutes: Route[] = [
  {
    method: 'GET',
    url,
    may: seeInitiatives,
    kind: 'page',
    summary: 'Who works on an initiative',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url,
    may: seeInitiatives,
    kind: 'form',
    summary: 'Adds a colleague to an initiative, or takes one out',
    handle: change,
  },
];
