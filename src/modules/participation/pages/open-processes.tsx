// The processes that are open today, as a band of the home page; nothing where none is.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { Band, MoreLink, Rows } from '../../../ui/index.ts';
import { participationTexts } from '../participation-texts.ts';
import { allProcesses, stageOf } from '../queries/processes.ts';
import { processRow } from './list.tsx';

const mostShown = 4;

export function OpenProcesses({ request }: { request: Request }): VNode | null {
  const { app, language } = request;
  const t = participationTexts(language);
  const today = app.clock.today();
  const open = allProcesses(app).filter((process) => stageOf(process, today) === 'open');
  if (open.length === 0) return null;
  return (
    <Band id="mitreden" title={t('home.title')}>
      <Rows items={open.slice(0, mostShown).map((process) => processRow(request, process))} />
      <MoreLink href="/mitreden" label={t('home.all')} />
    </Band>
  );
}
