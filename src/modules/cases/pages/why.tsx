// /warum: why a member of staff may do what with a case, condition by condition, and whom to ask.
import type { VNode } from 'preact';
import {
  Band,
  Button,
  Buttons,
  Form,
  Notice,
  State,
  TextField,
  Top,
  Wrap,
  uiLabels,
} from '../../../ui/index.ts';
import type { StaffActor } from '../../../kernel/actor.ts';
import { Fault } from '../../../kernel/errors.ts';
import { page } from '../../../kernel/http/page.tsx';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { unitName } from '../../organisation/index.ts';
import { policyOf, type Condition } from '../../policy/index.ts';
import { caseTexts } from '../case-texts.ts';
import { askWhy, offersEmergency } from '../permissions.ts';
import { whyInGeneral, whyOfCase, type WhyOfCase } from '../queries/why-of-case.ts';
import { isReference } from '../reference.ts';
import { certificateName } from '../why/condition-words.ts';
import { ConditionRows } from '../why/condition-rows.tsx';
import { whoMayTake } from '../why/colleagues.ts';

async function show(request: Request): Promise<Reply> {
  const { app, actor, language, query } = request;
  if (actor.kind !== 'staff') throw new Fault('FORBIDDEN');
  const t = caseTexts(language);
  const labels = uiLabels(language);
  const typed = query['geschaeft']?.slice(0, 40) ?? '';
  const ref = typed.trim().toUpperCase();
  const why = ref === '' ? undefined : await whyOfCase(app, actor, ref);
  const shown: Explained =
    ref === ''
      ? { lead: null, bands: null }
      : why
        ? await ofCase(request, actor, why)
        : await ofNothing(request, actor, ref);
  return page(request, {
    title: t('why.link'),
    content: (
      <Wrap>
        <Top labels={labels} title={t('why.link')} lead={t('why.lead')} />
        <div class="stack">
          <Form plain action="/warum" method="get">
            <TextField
              labels={labels}
              id="geschaeft"
              name="geschaeft"
              label={t('emergency.ref')}
              hint={t('emergency.refHint')}
              value={typed}
              width="w16"
              spellcheck={false}
            />
            <Buttons>
              <Button>{t('why.ask')}</Button>
            </Buttons>
          </Form>
          {shown.lead}
        </div>
        {shown.bands}
      </Wrap>
    ),
  });
}

interface Explained {
  lead: VNode | null;
  bands: VNode | null;
}

async function ofCase(request: Request, actor: StaffActor, why: WhyOfCase): Promise<Explained> {
  const { app, language } = request;
  const t = caseTexts(language);
  const missing = why.answers.flatMap(({ answer }) => answer.because.filter(({ holds }) => !holds));
  const names = missing.length === 0 ? [] : await whoMayTake(app, why, why.definition, actor.id);
  const lead = (
    <p>
      <a href={`/faelle/${why.ref}`}>{`${serviceTitle(app, why.serviceId, language)}, ${why.ref}`}</a>
    </p>
  );
  const bands = (
    <>
      {why.answers.map(({ id, answer }) => (
        <Band
          key={id}
          id={id}
          title={t(`why.${id}`)}
          note={answer.allowed && answer.purpose === 'emergency' ? t('why.emergency') : undefined}
        >
          <div class="stack">
            <p>
              <State tone={answer.allowed ? 'success' : 'danger'}>
                {t(answer.allowed ? 'why.yes' : 'why.no')}
              </State>
            </p>
            <ConditionRows app={app} language={language} decision={answer} certificates={why.certificates} />
          </div>
        </Band>
      ))}
      {missing.length === 0 ? null : (
        <Whom
          request={request}
          actor={actor}
          missing={missing}
          names={names}
          reference={why.ref}
          offersEmergency={!why.emergencyOpen && offersEmergency(app, actor)}
        />
      )}
    </>
  );
  return { lead, bands };
}

/** The same, whether there is such a case or not: nothing but what concerns the member of staff. */
async function ofNothing(request: Request, actor: StaffActor, ref: string): Promise<Explained> {
  const { app, language } = request;
  const t = caseTexts(language);
  const { decision, certificates } = await whyInGeneral(app, actor);
  const missing = decision.because.filter(({ holds, kind }) => !holds || kind === 'unit');
  const lead = (
    <Notice tone="warning" title={t('why.unknownTitle')} role="status">
      {t('why.unknownText')}
    </Notice>
  );
  const bands = (
    <>
      <Band id="act" title={t('why.unknownHeading')}>
        <ConditionRows
          app={app}
          language={language}
          decision={decision}
          certificates={certificates}
          unsaid={['unit', 'assignment', 'unconcerned']}
        />
      </Band>
      <Whom
        request={request}
        actor={actor}
        missing={missing}
        names={[]}
        reference={isReference(ref) ? ref : ''}
        offersEmergency={offersEmergency(app, actor)}
      />
    </>
  );
  return { lead, bands };
}

interface WhomProps {
  request: Request;
  actor: StaffActor;
  missing: readonly Condition[];
  /** Colleagues who may take the case. */
  names: readonly string[];
  reference: string;
  /** Not where one is open already. */
  offersEmergency: boolean;
}

function Whom(props: WhomProps): VNode {
  const { request, actor, missing, names, reference } = props;
  const { app, language } = request;
  const t = caseTexts(language);
  const { certificates } = policyOf.of(app);
  const wanted = new Set(missing.flatMap((each) => (each.kind === 'certificate' ? [each.wanted] : [])));
  return (
    <Band id="wen" title={t('why.whom')} last>
      <div class="stack">
        {missing.some(({ kind }) => kind === 'role') ? (
          <p>{t('why.whom.role', { unit: unitName(app, actor.unit, language) })}</p>
        ) : null}
        {missing.some(({ kind }) => kind === 'unit') ? <p>{t('why.whom.unit')}</p> : null}
        {[...wanted].map((id) => (
          <p key={id}>
            {t('why.whom.certificate', {
              name: certificateName(app, id, language),
              ask: certificates[id]?.ask[language] ?? '',
            })}
          </p>
        ))}
        {names.length === 0 ? null : <p>{t('why.whom.colleagues', { names: names.join(', ') })}</p>}
        {props.offersEmergency ? (
          <p>
            {t('why.whom.emergency')}{' '}
            <a href={`/notfallzugriff${reference === '' ? '' : `?geschaeft=${reference}`}`}>
              {t('emergency.link')}
            </a>
          </p>
        ) : null}
      </div>
    </Band>
  );
}

export const whyRoute: Route = {
  method: 'GET',
  url: '/warum',
  may: askWhy,
  kind: 'page',
  summary: 'Why a member of staff may do what with a case, or may not, and whom to ask',
  handle: show,
};
