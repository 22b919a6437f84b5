// The paragraph that a form on a text is about: of the version that the person has before them, while the phase takes it.
import { Fault } from '../../../../kernel/errors.ts';
import type { Request } from '../../../../kernel/http/route.ts';
import { typedText } from '../../../../kernel/http/typed-text.ts';
import { takesAt } from '../../phases.ts';
import type { Process } from '../../process.ts';
import { processById } from '../../queries/processes.ts';
import type { Paragraph } from './part.ts';
import { namedVersion, versionsOf, type TextVersion } from './versions.ts';

export interface Wanted {
  process: Process;
  version: TextVersion;
  paragraph: Paragraph;
}

/**
 * `zu` names the paragraph, `fassung` the version that the form was opened with: who writes while another one is published has
 * written about the former. @throws Fault NOT_FOUND, PARTICIPATION_CLOSED
 */
export async function wantedParagraph(request: Request, act: string): Promise<Wanted> {
  const { app, params, query, body } = request;
  const process = processById(app, params['id'], 'consultation');
  const asked = body === undefined ? (query['zu'] ?? '') : typedText(body, 'zu');
  const version = namedVersion(await versionsOf(app, process.id), typedText(body, 'fassung'));
  const paragraph = version.paragraphs.find(({ id }) => id === asked);
  if (!paragraph) throw new Fault('NOT_FOUND');
  if (!takesAt(process.phases, act, app.clock.today())) throw new Fault('PARTICIPATION_CLOSED');
  return { process, version, paragraph };
}
