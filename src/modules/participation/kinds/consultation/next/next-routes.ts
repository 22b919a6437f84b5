// The pages on which the owner of a consultation prepares and publishes the next version of its text.
import type { Route } from '../../../../../kernel/http/route.ts';
import { editText } from '../../../permissions.ts';
import { sendNext, showNext } from './overview-page.tsx';
import { sendParagraph, showParagraph } from './paragraph-page.tsx';

const url = '/mitwirkung/:id/fassung';

export const nextVersionRoutes: Route[] = [
  {
    method: 'GET',
    url,
    may: editText,
    kind: 'page',
    summary: 'The next version of a consultation’s text, as it is being prepared',
    handle: (request) => showNext(request),
  },
  {
    method: 'POST',
    url,
    may: editText,
    kind: 'form',
    summary: 'Publishes the next version (stand, name-de, name-fr, name-it, name-en)',
    handle: sendNext,
  },
  {
    method: 'GET',
    url: `${url}/:paragraph`,
    may: editText,
    kind: 'page',
    summary: 'A paragraph of the next version; neu: one that is put in',
    handle: (request) => showParagraph(request),
  },
  {
    method: 'POST',
    url: `${url}/:paragraph`,
    may: editText,
    kind: 'form',
    summary: 'Changes a paragraph of the next version, takes it out or puts it back (schritt, revision)',
    handle: sendParagraph,
  },
];
