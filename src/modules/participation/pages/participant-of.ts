// Who takes part by this request: whoever is signed in, or the holder of the code that this browser was given for the process.
import { Fault } from '../../../kernel/errors.ts';
import type { Cookie, Request, Route } from '../../../kernel/http/route.ts';
import { readCode } from '../codes/code-symbols.ts';
import { knownCode } from '../codes/known-code.ts';
import { takesCodes, type Participant } from '../participant.ts';
import { takePart } from '../permissions.ts';
import type { Process } from '../process.ts';
import { processById } from '../queries/processes.ts';

const cookie = 'mitreden';

/** Until the browser closes, and for this process only; no script reads it. */
export const codeCookie = (process: string, code: string): Cookie => ({
  name: cookie,
  value: code,
  path: `/mitreden/${process}`,
});

/** @returns undefined for visitors without a code @throws Fault FORBIDDEN for staff */
export async function findParticipant(
  { app, actor, cookies }: Request,
  process: Process,
): Promise<Participant | undefined> {
  if (actor.kind === 'person') return actor;
  if (actor.kind !== 'anonymous') throw new Fault('FORBIDDEN');
  const read = readCode(cookies[cookie] ?? '');
  return takesCodes(process) && 'code' in read ? knownCode(app, process.id, read.code) : undefined;
}

/** @throws Fault SIGN_IN_REQUIRED, FORBIDDEN */
export async function participantOf(request: Request, process: Process): Promise<Participant> {
  const found = await findParticipant(request, process);
  if (!found) throw new Fault('SIGN_IN_REQUIRED');
  return found;
}

type TakingRoute = Omit<Route, 'may'>;

/** Open to whoever may use it with an account or a code, and known by then. */
export const forParticipants = (routes: readonly TakingRoute[]): Route[] =>
  forTaking(
    routes.map((route) => ({
      ...route,
      handle: async (request) => {
        await participantOf(request, processById(request.app, request.params['id']));
        return route.handle(request);
      },
    })),
  );

/** The same for routes that say themselves what visitors without a code may do. */
export const forTaking = (routes: readonly TakingRoute[]): Route[] =>
  routes.map((route) => ({
    ...route,
    may: takePart,
    ...(route.kind === 'form' && {
      visitors: {
        begun: (cookies: Request['cookies']) => cookies[cookie] !== undefined,
        mayUpload: () => Promise.resolve(false),
      },
    }),
  }));
