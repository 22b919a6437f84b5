// A parking card for a visitor: decided at once, costs something, and may be paid by card and TWINT.
import { addDays } from '../../src/engine/index.ts';
import { submitAnswers } from './submit-answers.ts';
import type { TestProgram } from './test-program.ts';

/** For today; on a Sunday, when no card is needed, for tomorrow. @returns reference of the case */
export function visitorCard(program: TestProgram, identity: string): Promise<string> {
  return submitAnswers(program, identity, 'besucherparkkarte', visitorCardAnswers(program.app.clock.today()));
}

export function visitorCardAnswers(today: string): Record<string, unknown> {
  const sunday = new Date(`${today}T12:00:00Z`).getUTCDay() === 0;
  return {
    karten: [{ tag: sunday ? addDays(today, 1) : today, dauer: 'ganzerTag' }],
    ...{ kontrollschild: 'BL 999999', fahrzeugart: 'leicht', bisher: 0, email: 'anna@example.org' },
  };
}
