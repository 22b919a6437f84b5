// The draft of the decision beside the case, with the letter as the person will read it.
import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Choice,
  Draft,
  DraftPart,
  Form,
  LongTextField,
  PlainText,
  uiLabels,
} from '../../../ui/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { caseTexts, caseWord } from '../case-texts.ts';
import { letterOf } from '../actions/act-on-case.ts';
import { additionsOf } from '../letters/additions.ts';
import { handleCase, rightsOf } from '../permissions.ts';
import { letterWords } from '../letters/letter-words.ts';
import type { CaseView } from '../queries/case-view.ts';
import { hidden, type CaseForm } from './case-form.ts';

/** The decision is written beside the case; the letter shows as the person will read it. */
export function DecisionDraft({
  request,
  view,
  form,
}: {
  request: Request;
  view: CaseView;
  form: CaseForm;
}): VNode | null {
  const { language, app } = request;
  const t = caseTexts(language);
  const labels = uiLabels(language);
  const possible = view.actions.filter(({ letter }) => letter !== undefined);
  if (view.matter.closedAt || view.withheld.content) return null;
  // In an emergency one reads.
  if (!handleCase.allows(request.actor, rightsOf(app, view.matter, view.standing), app)) return null;
  if (possible.length === 0) {
    return (
      <Draft id="entwurf" title={t('draft')}>
        <DraftPart>
          <p>{t(view.matter.state === 'waiting-for-person' ? 'waitingNote' : 'takeFirst')}</p>
        </DraftPart>
      </Draft>
    );
  }
  // Nothing is chosen beforehand: a decision is nobody's default.
  const chosen = form.values['decision'] ?? '';
  const letter = letterOf(view.definition.process.use, chosen);
  const preview =
    form.preview && letter
      ? letterWords(app, view.definition, view.matter, letter, { reasons: form.values['reasons'] ?? '' })
      : undefined;
  const additions = letter
    ? additionsOf(view.matter.language, letter, {
        reasons: form.values['reasons'],
        conditions: (form.values['conditions'] ?? '').split('\n').map((line) => line.trim()),
      })
    : '';
  const conditions = possible.some((each) => each.id === 'approve');
  return (
    <Draft id="entwurf" title={t('draft')} note={t('draftNote')}>
      <Form
        plain
        action={`/faelle/${view.matter.ref}/entscheid`}
        hidden={hidden(request, view)}
        label={t('draft')}
      >
        <DraftPart>
          <Choice
            labels={labels}
            id="decision"
            name="decision"
            label={t('decision')}
            error={form.fieldErrors['decision']}
            value={chosen}
            as="radio"
            options={possible.map((each) => ({
              value: each.id,
              label: caseWord(language, 'action', each.id),
            }))}
          />
          <LongTextField
            labels={labels}
            id="reasons"
            name="reasons"
            label={t('reasons')}
            hint={t('reasonsHint')}
            error={form.fieldErrors['reasons']}
            value={form.values['reasons'] ?? ''}
          />
          {conditions ? (
            <LongTextField
              labels={labels}
              id="conditions"
              name="conditions"
              label={t('conditions')}
              hint={t('conditionsHint')}
              optional
              error={form.fieldErrors['conditions']}
              value={form.values['conditions'] ?? ''}
            />
          ) : null}
        </DraftPart>
        {preview ? (
          <DraftPart letter>
            <p>
              <b>{preview.subject}</b>
            </p>
            <PlainText
              text={[preview.body, additions].filter((part) => part !== '').join('\n\n')}
              lang={view.matter.language === language ? undefined : view.matter.language}
            />
          </DraftPart>
        ) : null}
        <DraftPart>
          <Buttons>
            <Button>{t('issueDecision')}</Button>
            <Button variant="secondary" name="preview" value="1" formNoValidate>
              {t('preview')}
            </Button>
          </Buttons>
        </DraftPart>
      </Form>
    </Draft>
  );
}
