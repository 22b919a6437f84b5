// The form in which a browser creates or shows a passkey: a script of ours asks it, and posts the answer with the form.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { Button, Buttons, Form, HiddenField, Notice, TextField, uiLabels } from '../../../ui/index.ts';
import { identityTexts } from '../identity-texts.ts';

export interface PasskeyFormProps {
  request: Request;
  action: string;
  kind: 'create' | 'show';
  /** What the browser is asked; its script hands it on as it is. */
  options: object;
  returnTo?: string;
}

export function PasskeyForm({ request, action, kind, options, returnTo }: PasskeyFormProps): VNode {
  const t = identityTexts(request.language);
  return (
    <>
      <noscript>
        <Notice tone="warning" title={t('passkeys.script')} />
      </noscript>
      <div id="passkey-failed" role="alert" hidden>
        <Notice tone="danger" title={t('passkeys.failed')} />
      </div>
      {/* Shown by the script: without it nothing here would work. */}
      <div data-passkey={kind} data-options={JSON.stringify(options)} hidden>
        <Form
          action={action}
          hidden={{ _csrf: request.csrf, weiter: returnTo ?? '' }}
          plain={kind === 'show'}
        >
          <HiddenField name="response" value="" />
          {kind === 'create' ? (
            <TextField
              labels={uiLabels(request.language)}
              id="name"
              name="name"
              label={t('passkeys.name')}
              hint={t('passkeys.nameHint')}
              value={undefined}
              maxLength={60}
              optional
            />
          ) : null}
          <Buttons>
            <Button>{t(kind === 'create' ? 'passkeys.add' : 'secondFactor.do')}</Button>
          </Buttons>
        </Form>
      </div>
    </>
  );
}
