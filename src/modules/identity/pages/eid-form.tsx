// The button that begins a sign-in by E-ID, for the pages on which one may: signing in, and a service that needs a surer sign-in.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { Button, Form } from '../../../ui/index.ts';
import { identityTexts } from '../identity-texts.ts';

export const eidBeginAddress = '/anmelden/eid';

export interface EidFormProps {
  request: Request;
  /** Safe path to come back to; empty: the account. */
  returnTo: string;
  /** The service for which somebody confirms who they are. */
  serviceId?: string | undefined;
  /** Another word on the button than "Mit der E-ID anmelden". */
  label?: string | undefined;
  variant?: 'primary' | 'secondary';
}

/** A post: looking at a page leaves nothing behind. */
export function EidForm({ request, returnTo, serviceId, label, variant = 'secondary' }: EidFormProps): VNode {
  return (
    <Form
      action={eidBeginAddress}
      hidden={{
        _csrf: request.csrf,
        weiter: returnTo,
        ...(serviceId === undefined ? {} : { leistung: serviceId }),
      }}
      plain
    >
      <Button variant={variant}>{label ?? identityTexts(request.language)('eid.signIn')}</Button>
    </Form>
  );
}
