// Why a task of the program asks a register: as the canton's grants say it, so that no code names a law or a purpose of its own.
import type { App } from '../../../kernel/app.ts';
import { grantOfTask, type RegisterTask } from '../../catalogue/index.ts';
import type { Reason } from './ask-register.ts';

/**
 * What a register writes down beside what it gives.
 * @param user on whose behalf: an account, or what the program does by itself
 * @returns undefined where the canton grants the task nothing: then it is not asked
 */
export function reasonOfTask(app: App, task: RegisterTask, user: string): Reason | undefined {
  const grant = grantOfTask(app, task);
  if (!grant) return undefined;
  const { purpose, legalBasis } = grant;
  return {
    reader: task,
    purpose,
    legalBasis: legalBasis === 'request' ? legalBasis : legalBasis.join(', '),
    user,
  };
}
