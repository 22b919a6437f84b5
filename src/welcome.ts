// What the operator reads when the program is ready: the address and how to sign in as whom.
import type { App } from './kernel/app.ts';

export function welcome(app: App): string {
  const { baseUrl, mode } = app.config;
  const lines = ['', `Drehscheibe is ready: ${baseUrl}`];
  if (mode === 'demo') {
    lines.push(
      '',
      `Sign in at ${baseUrl}/anmelden and choose an invented identity, for example:`,
      '  resident-anna    lives in Basel; sees what the canton already knows',
      '  resident-bruno   moves to Basel, not yet registered',
      '  resident-carla   has handed in a lot; sees where it stands',
      '  company-delta    acts for a company',
      '  clerk-fiona      case worker: worklist, decisions, letters',
      '  counter-erik     counter and telephone: forms for others, letters by post',
      `All identities: ${baseUrl}/demo/identities   Mails sent: ${baseUrl}/demo/outbox`,
    );
  }
  lines.push('', 'Stop with Ctrl-C.');
  return lines.join('\n');
}
