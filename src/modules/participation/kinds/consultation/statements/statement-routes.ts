// The pages of statements: the joint draft for whoever acts for the organisation, and the released one for everyone.
import type { Route } from '../../../../../kernel/http/route.ts';
import { everyone } from '../../../../../kernel/permission.ts';
import { contributeTo } from '../../../permissions.ts';
import { sendRelease, showDraft } from './draft-page.tsx';
import { showStatement } from './statement-page.tsx';
import { sendText, showText } from './text-page.tsx';

const url = '/mitreden/:id/stellungnahme';
const own = { may: contributeTo, acting: 'covered' } as const;

export const statementRoutes: Route[] = [
  {
    ...own,
    method: 'GET',
    url,
    kind: 'page',
    summary: 'The joint draft of an organisation’s statement',
    handle: (request) => showDraft(request),
  },
  {
    ...own,
    method: 'POST',
    url,
    kind: 'form',
    summary: 'Releases the statement in the name of the organisation (stand)',
    handle: sendRelease,
  },
  {
    ...own,
    method: 'GET',
    url: `${url}/text`,
    kind: 'page',
    summary: 'One text of the joint draft (zu)',
    handle: showText,
  },
  {
    ...own,
    method: 'POST',
    url: `${url}/text`,
    kind: 'form',
    summary: 'Saves a text of the joint draft (zu, revision)',
    perMinute: 60,
    handle: sendText,
  },
  {
    method: 'GET',
    url: '/mitreden/:id/stellungnahmen/:statement',
    may: everyone,
    kind: 'page',
    summary: 'A released statement of an organisation',
    handle: showStatement,
  },
];
