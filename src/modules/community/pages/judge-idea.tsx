// What the office does with an idea: judge it by all criteria, then choose it or answer it with reasons; later, link the initiative.
import type { VNode } from 'preact';
import { textLength } from '../../../engine/index.ts';
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request } from '../../../kernel/http/route.ts';
import { staffOf } from '../../../kernel/http/signed-in.ts';
import {
  Band,
  Button,
  Buttons,
  Choice,
  Form,
  LongTextField,
  Stack,
  TextField,
  uiLabels,
  errorOf,
  type FormError,
} from '../../../ui/index.ts';
import { communityTexts } from '../community-texts.ts';
import { configOf } from '../community-config.ts';
import { mostPoints, sitePath, type Judgement } from '../ideas/idea.ts';
import { answerIdea, judgeIdea, linkInitiative } from '../ideas/idea-actions.ts';
import type { IdeaState } from '../ideas/idea-queries.ts';
import { textErrors, trySending, typed } from '../parts/typed.ts';
import { judgeIdeas } from '../permissions.ts';

const longestReason = 1000;
const longestAnswer = 4000;
export const officeSteps = ['judge', 'answer', 'link'] as const;

interface OfficeProps {
  request: Request;
  state: IdeaState;
  path: string;
  errors: readonly FormError[];
}

export function OfficeBands(props: OfficeProps): VNode {
  const { state } = props;
  return (
    <>
      {state.answeredAt === null ? <JudgeForm {...props} /> : null}
      {state.stage === 'judged' ? <AnswerForm {...props} /> : null}
      {state.stage === 'chosen' ? <LinkForm {...props} /> : null}
    </>
  );
}

const hiddenOf = ({ request, state }: OfficeProps, schritt: (typeof officeSteps)[number]) => ({
  _csrf: request.csrf,
  schritt,
  revision: String(state.revision),
});

function JudgeForm(props: OfficeProps): VNode {
  const { request, state, path, errors } = props;
  const { app, language } = request;
  const t = communityTexts(language);
  const labels = uiLabels(language);
  const sent = typed(request, 'schritt') === 'judge';
  return (
    <Band id="beurteilen" title={t('judge.title')}>
      <Form plain action={path} label={t('judge.title')} hidden={hiddenOf(props, 'judge')}>
        {configOf.of(app).criteria.map(({ id, name, question }) => {
          const judged = state.judgements.find(({ criterion }) => criterion === id);
          const kept = judged === undefined ? '' : String(judged.points);
          return (
            <Stack key={id}>
              <Choice
                labels={labels}
                id={`punkte-${id}`}
                name={`punkte-${id}`}
                label={name[language]}
                hint={question[language]}
                value={sent ? typed(request, `punkte-${id}`) : kept}
                error={errorOf(errors, `punkte-${id}`)}
                options={Array.from({ length: mostPoints + 1 }, (_, points) => ({
                  value: String(points),
                  label: t('ideas.points', { points, of: mostPoints }),
                }))}
              />
              <LongTextField
                labels={labels}
                id={`grund-${id}`}
                name={`grund-${id}`}
                label={t('judge.why', { criterion: name[language] })}
                rows={2}
                maxLength={longestReason}
                value={sent ? typed(request, `grund-${id}`) : (judged?.reason ?? '')}
                error={errorOf(errors, `grund-${id}`)}
              />
            </Stack>
          );
        })}
        <Buttons>
          <Button variant="secondary">{t('judge.save')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

function AnswerForm(props: OfficeProps): VNode {
  const { request, path, errors } = props;
  const { language } = request;
  const t = communityTexts(language);
  const labels = uiLabels(language);
  return (
    <Band id="antworten-form" title={t('answer.title')}>
      <Form plain action={path} label={t('answer.title')} hidden={hiddenOf(props, 'answer')}>
        <Choice
          labels={labels}
          id="ausgang"
          name="ausgang"
          label={t('answer.which')}
          value={typed(request, 'ausgang')}
          error={errorOf(errors, 'ausgang')}
          options={[
            { value: 'chosen', label: t('answer.chosen'), hint: t('answer.chosenHint') },
            { value: 'declined', label: t('answer.declined'), hint: t('answer.declinedHint') },
          ]}
        />
        <LongTextField
          labels={labels}
          id="begruendung"
          name="begruendung"
          label={t('answer.reason')}
          maxLength={longestAnswer}
          value={typed(request, 'begruendung')}
          error={errorOf(errors, 'begruendung')}
        />
        <LinkField request={request} value={typed(request, 'vorhaben')} errors={errors} />
        <Buttons>
          <Button variant="secondary">{t('answer.send')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

function LinkForm(props: OfficeProps): VNode {
  const { request, state, path, errors } = props;
  const t = communityTexts(request.language);
  const sent = typed(request, 'schritt') === 'link';
  return (
    <Band id="verweis" title={t('answer.linkTitle')}>
      <Form plain action={path} label={t('answer.linkTitle')} hidden={hiddenOf(props, 'link')}>
        <LinkField request={request} value={sent ? typed(request, 'vorhaben') : state.link} errors={errors} />
        <Buttons>
          <Button variant="secondary">{t('answer.linkSave')}</Button>
        </Buttons>
      </Form>
    </Band>
  );
}

function LinkField({
  request: { language },
  value,
  errors,
}: {
  request: Request;
  value: string;
  errors: readonly FormError[];
}): VNode {
  const t = communityTexts(language);
  return (
    <TextField
      labels={uiLabels(language)}
      id="vorhaben"
      name="vorhaben"
      label={t('answer.link')}
      hint={t('answer.linkHint')}
      optional
      value={value}
      error={errorOf(errors, 'vorhaben')}
    />
  );
}

function readJudgements(request: Request): { judgements: Judgement[]; errors: FormError[] } {
  const { app, language } = request;
  const t = communityTexts(language);
  const judgements: Judgement[] = [];
  const errors: FormError[] = [];
  for (const { id, name } of configOf.of(app).criteria) {
    const points = typed(request, `punkte-${id}`);
    const reason = typed(request, `grund-${id}`);
    const isPoints = /^\d$/.test(points) && Number(points) <= mostPoints;
    if (!isPoints)
      errors.push({
        fieldId: `punkte-${id}`,
        message: t('judge.pointsMissing', { criterion: name[language] }),
      });
    if (reason === '' || textLength(reason) > longestReason)
      errors.push({
        fieldId: `grund-${id}`,
        message: t('judge.reasonMissing', { criterion: name[language] }),
      });
    judgements.push({ criterion: id, points: Number(points), reason });
  }
  return { judgements, errors };
}

/** The address of an initiative as typed; undefined for what is none, empty where nothing was typed. */
function readLink(request: Request): string | undefined {
  const text = typed(request, 'vorhaben');
  const { baseUrl } = request.app.config;
  return text === '' ? '' : sitePath(text.startsWith(`${baseUrl}/`) ? text.slice(baseUrl.length) : text);
}

export async function judgeByForm(
  request: Request,
  id: string,
  path: string,
  again: (request: Request, errors: readonly FormError[]) => Promise<Reply>,
): Promise<Reply> {
  const { app, language } = request;
  const t = communityTexts(language);
  const actor = staffOf(request);
  if (!judgeIdeas.allows(actor, undefined, app)) throw new Fault('NOT_FOUND');
  const step = officeSteps.find((each) => each === typed(request, 'schritt'));
  const revision = /^\d{1,6}$/.test(typed(request, 'revision')) ? Number(typed(request, 'revision')) : 0;
  const link = readLink(request);
  const outcome = (['chosen', 'declined'] as const).find((each) => each === typed(request, 'ausgang'));
  const { judgements, errors: judging } = readJudgements(request);
  const linkErrors = link === undefined ? [{ fieldId: 'vorhaben', message: t('answer.linkWrong') }] : [];
  const errors =
    step === 'judge'
      ? judging
      : step === 'link'
        ? linkErrors
        : [
            ...(outcome ? [] : [{ fieldId: 'ausgang', message: t('answer.whichMissing') }]),
            ...textErrors(request, [{ name: 'begruendung', most: longestAnswer }]),
            ...linkErrors,
          ];
  if (errors.length > 0) return again(request, errors);
  return trySending(
    request,
    step === 'judge' ? 'beurteilen' : 'antworten-form',
    async () => {
      if (step === 'judge') await judgeIdea(app, actor, id, revision, judgements);
      else if (step === 'link') await linkInitiative(app, actor, id, link ?? '');
      else {
        const reason = typed(request, 'begruendung');
        await answerIdea(app, actor, id, revision, {
          stage: outcome ?? 'declined',
          reason,
          link: link ?? '',
        });
      }
      return seeOther(path);
    },
    (faults) => again(request, faults),
  );
}
