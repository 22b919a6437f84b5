// Packages that were made and of which nobody has said yet that they arrived: each with its digest, to compare and confirm.
import type { VNode } from 'preact';
import { Fault } from '../../../kernel/errors.ts';
import { seeOther } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { Button, Form, Rows, formatDate, formatTime, swissDay } from '../../../ui/index.ts';
import { receivePackage } from '../actions/receive-package.ts';
import { archiveTexts } from '../archive-texts.ts';
import { appraise } from '../permissions.ts';
import type { WaitingPackage } from '../queries/endings.ts';

interface PackagesProps {
  request: Request;
  packages: readonly WaitingPackage[];
}

export function Packages({ request, packages }: PackagesProps): VNode {
  const { csrf, language } = request;
  const t = archiveTexts(language);
  return (
    <Rows
      small
      items={packages.map(({ digest, madeAt, cases, infected }) => ({
        when: formatDate(swissDay(madeAt), language, 'day'),
        whenNote: formatTime(madeAt, language),
        title: t('package.holds', { cases }),
        text: infected > 0 ? t('package.infected', { count: infected }) : '',
        children: (
          <p>
            SHA-256: <code>{digest}</code>
          </p>
        ),
        act: (
          <Form plain action={`/archiv/pakete/${digest}/erhalten`} hidden={{ _csrf: csrf }}>
            <Button variant="secondary" hidden={digest.slice(0, 8)}>
              {t('package.received')}
            </Button>
          </Form>
        ),
      }))}
    />
  );
}

async function receive({ app, actor, params }: Request): Promise<Reply> {
  const digest = params['digest'] ?? '';
  if (actor.kind !== 'staff' || !/^[0-9a-f]{64}$/.test(digest)) throw new Fault('NOT_FOUND');
  await receivePackage(app, actor, Buffer.from(digest, 'hex'));
  return seeOther('/archiv?erhalten=1');
}

export const receivePackageRoute: Route = {
  method: 'POST',
  url: '/archiv/pakete/:digest/erhalten',
  may: appraise,
  kind: 'form',
  summary: 'Confirms that a package has arrived whole',
  handle: receive,
};
