// /api/v1/participation/:id/ballots: the box. Takes ballots from whoever sends them, and asks nobody who it is.
import { Type, type Static } from 'typebox';
import { Fault } from '../../../kernel/errors.ts';
import { json } from '../../../kernel/http/reply.ts';
import type { Reply, Request, Route } from '../../../kernel/http/route.ts';
import { everyone } from '../../../kernel/permission.ts';
import { receiptOf } from '../../../voting/secret/box.ts';
import { kindOf } from '../kinds/all.ts';
import { takesAt } from '../phases.ts';
import type { Process } from '../process.ts';
import { processById } from '../queries/processes.ts';
import { ballotKey } from './ballot-keys.ts';
import { keepBallot } from './box-keeper.ts';
import { boxState, fewestPublished, publishedBallots } from './published-box.ts';

const url = '/api/v1/participation/:id/ballots';
const part = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const Ballot = Type.Object(
  {
    pseudonym: part(64),
    prefix: part(64),
    certificate: part(600),
    vote: part(20_000),
    signature: part(128),
  },
  { additionalProperties: false },
);

/** @throws Fault NOT_FOUND for processes without a box */
export function secretProcess({ app, params }: Pick<Request, 'app' | 'params'>): Process {
  const process = processById(app, params['id']);
  if (process.ballots !== 'secret') throw new Fault('NOT_FOUND');
  return process;
}

async function take(request: Request): Promise<Reply> {
  const { app } = request;
  const process = secretProcess(request);
  const ballot = request.body as Static<typeof Ballot>;
  if (!takesAt(process.phases, 'vote', app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  const { faultOf } = await ballotKey(app, process.id);
  const fault = faultOf(ballot);
  if (fault) throw new Fault('BALLOT_NOT_GENUINE', { detail: fault });
  const faults = kindOf(process.kind).secretFaults?.(process, ballot.vote) ?? [];
  if (faults.length > 0) throw new Fault('BALLOT_NOT_VALID', { detail: faults.join(', ') });
  const placed = await keepBallot(app, process, ballot);
  if (placed === 'used') throw new Fault('PARTICIPATION_DONE');
  return json({ receipt: await receiptOf(process.id, ballot) }, 201);
}

async function show(request: Request): Promise<Reply> {
  const { app } = request;
  const process = secretProcess(request);
  const state = await boxState(app, process);
  const open = state.closed && state.cast >= fewestPublished;
  return json({ ...state, ballots: open ? await publishedBallots(app, process) : null });
}

export const boxApi: Route[] = [
  {
    method: 'POST',
    url,
    may: everyone,
    kind: 'api',
    summary: 'Puts a secret ballot into the box; whoever sends it is not asked, and not noted',
    // Cookies and tokens are not even looked at, and no line of the log is written.
    ownToken: true,
    unlogged: true,
    schema: { body: Ballot, reply: { 201: Type.Object({ receipt: Type.String() }) } },
    handle: take,
  },
  {
    method: 'GET',
    url,
    may: everyone,
    kind: 'api',
    summary: 'Key, counts and, after the end, all ballots of a secret vote',
    perMinute: 60,
    schema: {
      reply: {
        200: Type.Object({
          process: Type.String(),
          key: Type.String(),
          issued: Type.Integer(),
          cast: Type.Integer(),
          closed: Type.Boolean(),
          ballots: Type.Union([Type.Array(Ballot), Type.Null()]),
        }),
      },
    },
    handle: show,
  },
];
