// Forms with characters that hide or reorder what people read (CVE-2021-42574) are refused before anything reads them.
import type { FastifyRequest } from 'fastify';
import { isReadable } from '../../engine/index.ts';
import type { App } from '../app.ts';
import { Fault } from '../errors.ts';
import { parkFields } from './parked-form.ts';
import type { Route } from './route.ts';

/**
 * What was typed by somebody who is signed in waits at the address of the form, where it has one.
 * @param hasPage whether the address can be opened again
 * @throws Fault TEXT_UNREADABLE
 */
export async function refuseUnreadable(
  app: App,
  route: Route,
  request: FastifyRequest,
  hasPage: boolean,
): Promise<void> {
  if (route.readsTexts) return;
  const { files: _files, ...typed } = (request.body ?? {}) as Record<string, unknown>;
  const texts = Object.entries(typed).flat(2);
  if (texts.every((each) => typeof each !== 'string' || isReadable(each))) return;
  const { identified } = request;
  const actor = identified?.actor;
  if (identified && hasPage && (actor?.kind === 'person' || actor?.kind === 'staff')) {
    identified.cookies.push(await parkFields(app, request.url.split('?')[0] ?? '/', typed, actor.id));
  }
  throw new Fault('TEXT_UNREADABLE');
}
