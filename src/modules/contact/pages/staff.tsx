// /verzeichnis: proposals that wait for a unit, and one of them with its values to accept or reject, each with a reason.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { faultText } from '../../../kernel/http/fault-text.ts';
import { page } from '../../../kernel/http/page.tsx';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import { typedText } from '../../../kernel/http/typed-text.ts';
import { readPageKey } from '../../../kernel/page-key.ts';
import { isUuid } from '../../../kernel/uuid.ts';
import {
  Band,
  Button,
  Buttons,
  EmptyState,
  ErrorSummary,
  Facts,
  Form,
  LongTextField,
  MoreLink,
  Notice,
  Pagination,
  PlainText,
  Rows,
  Top,
  Wrap,
  formatDate,
  swissDay,
  uiLabels,
  type FormError,
} from '../../../ui/index.ts';
import { unitName } from '../../organisation/index.ts';
import { decideValue } from '../actions/decide-value.ts';
import { contactTexts } from '../contact-texts.ts';
import { correctableOf, other } from '../correctable.ts';
import { keepDirectory } from '../permissions.ts';
import { overtakenByFile } from '../queries/accepted.ts';
import { proposalForStaff, waitingProposals, type ProposedValue } from '../queries/proposals.ts';
import { acceptedRow } from './proposal.tsx';
import { ValueText } from './value-text.tsx';
import { ValuesTable } from './values-table.tsx';
import { fieldWords, thingWords } from './value-words.ts';

const address = '/verzeichnis/:proposal';
const longest = 1000;

async function showList(request: Request): Promise<Reply> {
  const { app, language, query } = request;
  const t = contactTexts(language);
  const labels = uiLabels(language);
  const after = readPageKey(query['cursor'], 'instant', 'uuid');
  const { items, next } = await waitingProposals(app, staffOf(request), after);
  const ended = await overtakenByFile(app);
  return page(request, {
    title: t('staff.title'),
    content: (
      <Wrap>
        <Top labels={labels} title={t('staff.title')} lead={t('staff.lead')} />
        <Band id="offen" title={t('staff.waiting')} last={ended.length === 0}>
          {items.length === 0 ? (
            <EmptyState text={t('staff.none')} />
          ) : (
            <Rows
              items={items.map((item) => ({
                when: formatDate(swissDay(item.at), language, 'day'),
                title: thingWords(app, item, language).title,
                href: `/verzeichnis/${item.id}`,
                text: t('staff.row', { count: item.open, unit: unitName(app, item.unit, language) }),
              }))}
            />
          )}
          <Pagination
            labels={labels}
            href={next === null ? undefined : `/verzeichnis?cursor=${next}`}
            hidden={t('staff.waiting')}
          />
        </Band>
        {ended.length > 0 ? (
          <Band id="beendet" title={t('staff.overtaken')} note={t('staff.overtakenNote')}>
            <Rows items={ended.map((item) => acceptedRow(request, item))} />
          </Band>
        ) : null}
        <Band id="abgleich" title={t('staff.patch')} note={t('staff.patchNote')} last>
          <p>
            <MoreLink href="/verzeichnis/korrekturen.patch" label={t('staff.patchLink')} />
          </p>
          <p>
            <MoreLink href="/korrekturen" label={t('log.title')} />
          </p>
        </Band>
      </Wrap>
    ),
  });
}

interface Shown {
  errors?: FormError[];
  /** The field whose form was sent in vain: it keeps its reason. */
  failed?: string;
  /** Why nothing was decided. */
  conflict?: string;
}

async function show(request: Request, { errors = [], failed, conflict }: Shown = {}): Promise<Reply> {
  const { app, language, params } = request;
  const t = contactTexts(language);
  const id = params['proposal'] ?? '';
  const found = isUuid(id) ? await proposalForStaff(app, staffOf(request), id) : undefined;
  if (!found) throw new Fault('NOT_FOUND');
  const { proposal, values } = found;
  const { title, href } = thingWords(app, proposal, language);
  const thing = correctableOf(app, proposal.kind)?.find(app, proposal.subject);
  const now = (field: string) => (field === other ? '' : (thing?.value(field) ?? ''));
  const open = values.filter(({ state }) => state === 'open');
  return page(request, {
    title: t('staff.proposal'),
    hasErrors: errors.length > 0,
    status: conflict !== undefined ? 409 : errors.length > 0 ? 422 : 200,
    content: (
      <Wrap>
        <Top
          labels={uiLabels(language)}
          title={title}
          meta={t('proposal.meta', { date: formatDate(swissDay(proposal.at), language) })}
          crumbs={[
            { label: t('staff.title'), href: '/verzeichnis' },
            ...(href === undefined ? [] : [{ label: title, href }]),
          ]}
          tight
        />
        {conflict === undefined ? null : <Notice tone="warning" title={conflict} role="alert" />}
        <ErrorSummary labels={uiLabels(language)} errors={errors} />
        <Band id="warum" title={t('propose.reason')}>
          <PlainText text={proposal.reason} lang={proposal.language} breaks />
        </Band>
        <Band id="angaben" title={t('values.caption')} last={open.length === 0}>
          <ValuesTable app={app} language={language} kind={proposal.kind} values={values} now={now} />
        </Band>
        {open.map((value, index) => (
          <Decide
            key={value.field}
            request={request}
            kind={proposal.kind}
            value={value}
            now={now(value.field)}
            reason={failed === value.field ? typedText(request.body, 'grund') : undefined}
            error={failed === value.field ? errors[0]?.message : undefined}
            last={index === open.length - 1}
          />
        ))}
      </Wrap>
    ),
  });
}

const anchorOf = (field: string) => `grund-${field.replaceAll('.', '-')}`;

function Decide(props: {
  request: Request;
  kind: string;
  value: ProposedValue;
  now: string;
  reason: string | undefined;
  error: string | undefined;
  last: boolean;
}): VNode {
  const { request, kind, value, now, reason, error, last } = props;
  const { app, language, csrf, path } = request;
  const t = contactTexts(language);
  const { field, old, proposed } = value;
  const name = fieldWords(app, kind, field, language);
  const id = anchorOf(field);
  return (
    <Band id={`feld-${field.replaceAll('.', '-')}`} title={name} last={last}>
      {field !== other && now !== old ? (
        <Notice tone="warning" title={t('staff.changed')}>
          <p>{t('staff.changedText')}</p>
        </Notice>
      ) : null}
      <Facts
        items={[
          ...(field === other
            ? []
            : [
                { term: t('values.now'), value: <ValueText field={field} value={now} language={language} /> },
              ]),
          {
            term: t('values.proposed'),
            value: <ValueText field={field} value={proposed} language={language} />,
          },
        ]}
      />
      <Form plain action={path} label={name} hidden={{ _csrf: csrf, feld: field, stand: now }}>
        <LongTextField
          labels={uiLabels(language)}
          id={id}
          name="grund"
          label={t('staff.reason')}
          hint={t(field === other ? 'staff.reasonHintOther' : 'staff.reasonHint')}
          maxLength={longest}
          value={reason}
          error={error}
        />
        <Buttons>
          <Button name="entscheid" value="annehmen" variant="secondary" hidden={name}>
            {t('staff.accept')}
          </Button>
          <Button name="entscheid" value="ablehnen" variant="secondary" hidden={name}>
            {t('staff.reject')}
          </Button>
        </Buttons>
      </Form>
    </Band>
  );
}

async function decide(request: Request): Promise<Reply> {
  const { app, body, language, params, path } = request;
  const t = contactTexts(language);
  const field = typedText(body, 'feld');
  const reason = typedText(body, 'grund');
  const step = typedText(body, 'entscheid');
  const fail = (message: string) =>
    show(request, { errors: [{ fieldId: anchorOf(field), message }], failed: field });
  if (reason === '') return fail(t('staff.reasonMissing'));
  if (reason.length > longest) return fail(t('fault.long', { most: longest }));
  if (step !== 'annehmen' && step !== 'ablehnen') throw new Fault('BAD_REQUEST');
  const proposal = params['proposal'] ?? '';
  if (!isUuid(proposal)) throw new Fault('NOT_FOUND');
  const accept = step === 'annehmen';
  const seen = typedText(body, 'stand');
  try {
    await decideValue(app, staffOf(request), { proposal, field, accept, reason, seen });
  } catch (error) {
    if (!(error instanceof Fault) || error.status !== 409) throw error;
    // Another process may have accepted it: this page must show it already.
    await app.live.refresh();
    return show(request, { failed: field, conflict: faultText(app, language, error.code) });
  }
  return seeOther(path);
}

export const staffRoutes: Route[] = [
  {
    method: 'GET',
    url: '/verzeichnis',
    may: keepDirectory,
    kind: 'page',
    summary: 'Proposed corrections that wait for the unit',
    handle: showList,
  },
  {
    method: 'GET',
    url: address,
    may: keepDirectory,
    kind: 'page',
    summary: 'A proposed correction, old and new side by side',
    handle: (request) => show(request),
  },
  {
    method: 'POST',
    url: address,
    may: keepDirectory,
    kind: 'form',
    summary: 'Accepts or rejects one value, with a reason (entscheid)',
    handle: decide,
  },
];
