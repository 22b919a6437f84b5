// /mitreden/:id/daten/FILE.csv: the votes behind the map of the page, in the format of Polis, for anyone to recompute.
import { csv } from '../../../../kernel/csv.ts';
import { Fault } from '../../../../kernel/errors.ts';
import type { Request, Route } from '../../../../kernel/http/route.ts';
import { everyone } from '../../../../kernel/permission.ts';
import {
  participantRows,
  statementRows,
  summaryRows,
  voteMatrix,
  voteRows,
} from '../../../../opinion/index.ts';
import type { Process } from '../../process.ts';
import { processById } from '../../queries/processes.ts';
import { deliberationOf } from './part.ts';
import { fewestPeople, snapshotOf, votesOf, type Snapshot } from './snapshot.ts';
import { statementsOf } from './statements.ts';

type Rows = (string | number)[][];
interface Source {
  request: Request;
  process: Process;
  snapshot: Snapshot & { at: Date };
}

/** All votes bear the time of the map: when exactly somebody voted could tell who it was. */
const instant = ({ snapshot }: Source) => snapshot.at.getTime();

/** Who wrote a statement is not said: some wrote under their name, and it would tell how they voted. */
const nobody = 'x';

const files: Record<string, (source: Source) => Rows | Promise<Rows>> = {
  votes: (source) => voteRows(votesOf(source.snapshot.people, instant(source))),
  async comments(source) {
    const { request, process, snapshot } = source;
    const byId = new Map((await statementsOf(request.app, process)).map((each) => [each.id, each]));
    const tallies = new Map(snapshot.map.statements.map((each) => [each.statement, each]));
    const statements = snapshot.statements.map((id, number) => ({
      id: String(number),
      text: byId.get(id)?.text(request.language) ?? '',
      author: nobody,
      at: byId.get(id)?.at?.getTime() ?? instant(source),
      moderated: byId.has(id) ? (1 as const) : (-1 as const),
    }));
    return statementRows(statements, (id) => tallies.get(id));
  },
  'participants-votes'(source) {
    const { snapshot } = source;
    const groups = new Map(snapshot.map.people.map(({ voter, group }) => [voter, group]));
    const matrix = voteMatrix(votesOf(snapshot.people, instant(source)), new Set());
    return participantRows(
      matrix,
      (voter) => groups.get(voter),
      () => 0,
    );
  },
  summary({ request: { app, language }, process, snapshot: { map, statements } }) {
    return summaryRows({
      topic: process.title[language],
      url: `${app.config.baseUrl}/mitreden/${process.id}`,
      description: deliberationOf(process).question[language],
      voters: map.voters,
      votersOnMap: map.people.length,
      commenters: 0,
      comments: statements.length,
      groups: map.groups.length,
    });
  },
};

async function download(request: Request) {
  const { app, params } = request;
  const process = processById(app, params['id'], 'deliberation');
  const name = /^([a-z-]+)\.csv$/.exec(params['file'] ?? '')?.[1] ?? '';
  const rowsOf = Object.hasOwn(files, name) ? files[name] : undefined;
  const snapshot = await snapshotOf(app, process);
  // As the page: the votes of three people would tell who they are.
  if (!rowsOf || !snapshot || snapshot.map.people.length < fewestPeople) throw new Fault('NOT_FOUND');
  return {
    status: 200,
    type: 'text/csv; charset=utf-8; header=present',
    body: csv(await rowsOf({ request, process, snapshot })),
    headers: { 'content-disposition': `attachment; filename="${name}.csv"` },
  };
}

export const openDataRoute: Route = {
  method: 'GET',
  url: '/mitreden/:id/daten/:file',
  may: everyone,
  kind: 'file',
  summary:
    'The data of an opinion map in the format of Polis: votes, comments, participants-votes, summary (CSV)',
  perMinute: 60,
  handle: download,
};
