// What one can do with a prepared submission that waits: sign or refuse as the second one, withdraw as the first.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { Band, Button, Declaration, Form, LongTextField, uiLabels } from '../../../ui/index.ts';
import { intakeTexts } from '../intake-texts.ts';
import type { JointView } from '../signing/view-joint.ts';

export const signatureAddress = (id: string) => `/unterschriften/${id}`;

export interface Problem {
  fieldId: string;
  message: string;
  /** What was typed. */
  reason?: string;
  status: number;
}

export function Actions(props: {
  request: Request;
  view: JointView;
  first: boolean;
  problem: Problem | undefined;
  /** Reason that was typed and not sent. */
  typed: string | undefined;
}): VNode {
  const { request, view, first, problem, typed } = props;
  const { language } = request;
  const t = intakeTexts(language);
  const labels = uiLabels(language);
  const { joint, answered } = view;
  const action = signatureAddress(joint.id);
  const errorAt = (id: string) => (problem?.fieldId === id ? problem.message : undefined);
  if (first)
    return (
      <Band id="zurueckziehen" title={t('joint.withdrawTitle')} note={t('joint.withdrawNote')} last>
        <Form plain action={action} hidden={{ _csrf: request.csrf, _do: 'withdraw' }}>
          <Button variant="secondary">{t('joint.withdraw')}</Button>
        </Form>
      </Band>
    );
  return (
    <>
      <Band id="unterschreiben" title={t('joint.signTitle')} note={t('joint.signNote')}>
        <Form action={action} hidden={{ _csrf: request.csrf, _do: 'sign' }}>
          <Declaration
            labels={labels}
            id="erklaerung"
            name="erklaerung"
            label={answered.definition.texts[language]['declaration'] ?? t('declarationDefault')}
            error={errorAt('erklaerung')}
            value={undefined}
          />
          <Button go>{t('joint.sign')}</Button>
        </Form>
      </Band>
      <Band id="ablehnen" title={t('joint.refuseTitle')} note={t('joint.refuseNote')} last>
        <Form action={action} hidden={{ _csrf: request.csrf, _do: 'refuse' }}>
          <LongTextField
            labels={labels}
            id="grund"
            name="grund"
            label={t('joint.refuseReason')}
            rows={3}
            maxLength={1000}
            error={errorAt('grund')}
            value={problem?.reason ?? typed ?? ''}
          />
          <Button variant="secondary">{t('joint.refuse')}</Button>
        </Form>
      </Band>
    </>
  );
}
