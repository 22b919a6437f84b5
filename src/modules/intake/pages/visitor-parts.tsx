// What a form's pages say to someone who has not signed in: until when it is kept, what need not be typed, how to send it.
import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Form,
  Notice,
  Sum,
  Unit,
  formatDate,
  swissDay,
  uiLabels,
} from '../../../ui/index.ts';
import type { FieldDefinition, ServiceDefinition } from '../../../engine/index.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { intakeTexts } from '../intake-texts.ts';
import type { FormSession } from './form-session.ts';

interface Part {
  request: Request;
  session: FormSession;
}

/** Where to sign in as surely as the service asks, and come back to `path`. */
export const signInAddress = (definition: ServiceDefinition, path: string) =>
  `/anmelden?weiter=${encodeURIComponent(path)}&stufe=${definition.identity.assurance}`;

/** Beside each page: one button throws everything away, for those who share the device. */
export function VisitorAside({ request, session }: Part): VNode {
  const { language } = request;
  const t = intakeTexts(language);
  const { base, draft } = session;
  return (
    <Unit id="ohne-anmeldung" title={t('visitor.asideTitle')}>
      <p>{t('visitor.asideText', { date: formatDate(swissDay(draft.expiresAt), language) })}</p>
      <Form plain action={`${base}/verwerfen`} hidden={{ _csrf: request.csrf, _draft: draft.id }}>
        <Button variant="secondary">{t('visitor.discard')}</Button>
      </Form>
    </Unit>
  );
}

/** Names the fields of a page that a register may know. */
export function LaterFromRegister({
  request,
  session,
  fields,
}: Part & { fields: FieldDefinition[] }): VNode | null {
  const later = fields.filter((field) => session.later.has(field.id));
  if (later.length === 0) return null;
  const t = intakeTexts(request.language);
  const texts = session.definition.texts[request.language];
  return (
    <Notice tone="info" title={t('visitor.laterTitle')}>
      {t('visitor.laterText', {
        labels: later.map((field) => texts[`fields.${field.id}.label`] ?? field.id).join(', '),
      })}
    </Notice>
  );
}

/** In the place of the declaration: who sends it must be known. */
export function SignInToSend({ request, session, children }: Part & { children: VNode }): VNode {
  const { language } = request;
  const t = intakeTexts(language);
  return (
    <Sum id="s-absenden" title={t('visitor.sendTitle')}>
      <p>{t('visitor.sendText')}</p>
      {children}
      <Buttons>
        <Button go href={signInAddress(session.definition, `${session.base}/uebernehmen`)}>
          {t('visitor.signInToSend')}
        </Button>
        <Button variant="secondary" name="_do" value="later" formNoValidate>
          {uiLabels(language).form.saveForLater}
        </Button>
      </Buttons>
    </Sum>
  );
}
