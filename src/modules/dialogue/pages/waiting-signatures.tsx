// What waits for a second signature for a company: mine first, then those that wait for somebody else's.
import type { VNode } from 'preact';
import { Band, Button, Rows, formatDate } from '../../../ui/index.ts';
import { serviceTitle } from '../../catalogue/index.ts';
import { signatureAddress, type WaitingSignature } from '../../intake/index.ts';
import { dialogueTexts } from '../dialogue-texts.ts';
import type { Context } from './account-parts.tsx';

/** Nothing where nothing waits. */
export function WaitingSignatures(props: {
  context: Context;
  items: readonly WaitingSignature[];
}): VNode | null {
  const { app, language } = props.context;
  const t = dialogueTexts(language);
  const items = props.items.toSorted((a, b) => Number(b.forMe) - Number(a.forMe));
  if (items.length === 0) return null;
  return (
    <Band id="unterschriften" title={t('signatures')}>
      <Rows
        kind="two"
        items={items.map((item) => {
          const service = serviceTitle(app, item.serviceId, language);
          const args = {
            company: item.company,
            first: item.firstName,
            until: formatDate(item.until, language),
          };
          return {
            title: service,
            href: signatureAddress(item.id),
            hidden: item.company,
            text: t(item.forMe ? 'signatures.mine' : 'signatures.other', args),
            act: item.forMe ? (
              <Button variant="secondary" href={signatureAddress(item.id)} hidden={service}>
                {t('signatures.read')}
              </Button>
            ) : undefined,
          };
        })}
      />
    </Band>
  );
}
