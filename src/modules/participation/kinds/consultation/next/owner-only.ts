// The text of a process is changed by its owner: staff of that unit or of one above it.
import { Fault } from '../../../../../kernel/errors.ts';
import type { Request } from '../../../../../kernel/http/route.ts';
import type { StaffActor } from '../../../../../kernel/actor.ts';
import { staffOf } from '../../../../../kernel/http/signed-in.ts';
import { isWithin } from '../../../../organisation/index.ts';
import type { Process } from '../../../process.ts';
import { processById } from '../../../queries/processes.ts';

/** @throws Fault NOT_FOUND, FORBIDDEN */
export function ownerOf(request: Request): { process: Process; staff: StaffActor } {
  const { app, params } = request;
  const process = processById(app, params['id'], 'consultation');
  const staff = staffOf(request);
  if (!isWithin(app, process.owner, staff.unit)) throw new Fault('FORBIDDEN');
  return { process, staff };
}
